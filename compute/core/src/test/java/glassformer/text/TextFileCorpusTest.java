package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileCorpusTest {
    @TempDir
    Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("text.txt"), bytes);
    }

    private static List<String> documents(TextFileCorpus corpus) {
        List<String> all = new ArrayList<>();
        try (Documents documents = corpus.open()) {
            documents.forEachRemaining(all::add);
        }
        return all;
    }

    private List<String> documentsOf(String text) throws IOException {
        return documents(new TextFileCorpus(file(text)));
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void aDocumentEndsAfterBlankLines() throws IOException {
        assertThat(documentsOf("\none\ntwo\n\n \n\nthree\n\nfour"))
                .containsExactly("\none\ntwo\n\n \n\n", "three\n\n", "four");
    }

    @Test
    void aLongDocumentEndsAtALineEnd() throws IOException {
        String line = "x".repeat(999) + "\n";

        assertThat(documentsOf(line.repeat(12))).containsExactly(line.repeat(5), line.repeat(5), line.repeat(2));
    }

    @Test
    void documentsJoinToTheTextWhateverTheBuffer() throws IOException {
        RandomText random = new RandomText(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(random.next(40).replace("\0", "").replace("\r\n", "\n")).append(i % 5 == 0 ? "\n\n" : "\n");
        }
        String clean = text.toString().replace("\r\n", "\n").replace("\uFEFF", "");
        for (int buffer : new int[] {4, 5, 7, 64, 1 << 16}) {
            List<String> documents = documents(new TextFileCorpus(file(clean), buffer));
            assertThat(String.join("", documents)).isEqualTo(clean);
            assertThat(documents).hasSizeGreaterThan(50);
        }
    }

    @Test
    void windowsLineEndsBecomeLineFeedsWhateverTheBuffer() throws IOException {
        for (int buffer : new int[] {4, 5, 6, 7, 64}) {
            TextFileCorpus corpus = new TextFileCorpus(file("one\r\ntwo\rthree\r\r\n\r\nfour\r"), buffer);
            assertThat(String.join("", documents(corpus))).isEqualTo("one\ntwo\rthree\r\n\nfour\r");
        }
    }

    @Test
    void aByteOrderMarkIsDropped() throws IOException {
        assertThat(documentsOf("\uFEFFone\uFEFF")).containsExactly("one\uFEFF");
        assertThat(documents(new TextFileCorpus(file("\uFEFFone"), 4))).containsExactly("one");
    }

    @Test
    void aVeryLongLineIsCutBetweenCharacters() throws IOException {
        String text = "a" + "\uD83D\uDE00".repeat(1_200_000);

        List<String> documents = documentsOf(text);

        assertThat(documents).hasSize(3);
        assertThat(documents.getFirst().length()).isEqualTo((1 << 20) + 1);
        assertThat(String.join("", documents)).isEqualTo(text);
    }

    @Test
    void progressRisesToOne() throws IOException {
        TextFileCorpus corpus = new TextFileCorpus(file("one\n\n".repeat(100)), 16);
        try (Documents documents = corpus.open()) {
            double before = 0;
            while (documents.hasNext()) {
                documents.next();
                assertThat(documents.progress()).isBetween(before, 1.0);
                before = documents.progress();
            }
            assertThat(before).isEqualTo(1);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(() -> new TextFileCorpus(folder.resolve("gone.txt")), "no text file", "gone.txt");
    }

    @Test
    void aFolderIsNoTextFile() {
        assertRefused(() -> new TextFileCorpus(folder), "is a folder");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path empty = file("");

        assertRefused(() -> new TextFileCorpus(empty), "is empty");
    }

    @Test
    void aZeroByteIsRefusedByItsOffset() throws IOException {
        TextFileCorpus corpus = new TextFileCorpus(file("one two\0"), 4);

        assertRefused(() -> documents(corpus), "not plain text", "offset 7", "UTF-8");
    }

    @Test
    void brokenUtf8IsRefusedByItsOffset() throws IOException {
        for (int buffer : new int[] {4, 5, 6, 64}) {
            TextFileCorpus corpus =
                    new TextFileCorpus(file(new byte[] {'a', (byte) 0xC3, (byte) 0xB6, 'b', -1}), buffer);
            assertRefused(() -> documents(corpus), "not UTF-8", "offset 4", "save the file as UTF-8");
        }
    }

    @Test
    void aCharacterCutOffAtTheEndIsRefused() throws IOException {
        TextFileCorpus corpus = new TextFileCorpus(file(new byte[] {'a', (byte) 0xE4, (byte) 0xB8}));

        assertRefused(() -> documents(corpus), "offset 1");
    }

    @Test
    void fingerprintIsTheSha256OfTheFile() throws IOException {
        assertThat(new TextFileCorpus(file("abc")).fingerprint())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
