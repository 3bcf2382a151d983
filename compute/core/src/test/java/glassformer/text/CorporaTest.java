package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
    @TempDir
    Path folder = Path.of("");

    private static final CorpusProvider POEMS = new CorpusProvider() {
        @Override
        public List<String> names() {
            return List.of("poems");
        }

        @Override
        public Corpus open(String name) {
            return new InMemoryCorpus(name, List.of("a rose"));
        }
    };

    private void assertRefused(String source, String... parts) {
        assertThatThrownBy(() -> Corpora.resolve(source, folder, List.of(POEMS)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aSampleIsFoundByName() {
        assertThat(Corpora.resolve("sample:poems", folder, List.of(POEMS)).name())
                .isEqualTo("poems");
    }

    @Test
    void aRelativePathBeginsAtTheBaseFolder() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "one");

        assertThat(Corpora.resolve("file:text.txt", folder).name()).isEqualTo("text.txt");
    }

    @Test
    void anUnknownSampleIsAnsweredWithTheKnownOnes() {
        assertRefused("sample:novels", "novels", "poems");
    }

    @Test
    void tablesAreRefusedForNow() {
        assertRefused("file:a.csv", "csv", "yet", ".txt");
        assertRefused("file:a.JSONL", "jsonl", "yet");
    }

    @Test
    void otherSchemesAreRefused() {
        assertRefused("ftp:x", "ftp:x", "sample:NAME", "file:PATH");
        assertRefused("text.txt", "file:PATH");
    }

    @Test
    void aMissingPathIsAskedFor() {
        assertRefused("file:", "path");
    }
}
