package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizedCorpusTest {
    private static final List<String> DOCUMENTS =
            IntStream.range(0, 50).mapToObj(i -> "document " + i + "\n").toList();

    @TempDir
    Path folder = Path.of("");

    private static int[] all(TokenStore store) {
        int[] ids = new int[(int) store.size()];
        store.read(0, ids, 0, ids.length);
        return ids;
    }

    private TokenizedCorpus encode(Tokenizer tokenizer, List<String> documents, Split split) {
        return TokenizedCorpus.encode(
                new InMemoryCorpus("my text", documents), tokenizer, split, folder, Progress.none());
    }

    private static CharTokenizer chars(List<String> documents) {
        return CharTokenizer.train(Documents.of(documents), Progress.none());
    }

    @Test
    void eachDocumentGoesToTheSideTheSplitSays() {
        Split split = new Split(0.3, 5);
        StringBuilder train = new StringBuilder();
        StringBuilder validation = new StringBuilder();
        for (int i = 0; i < DOCUMENTS.size(); i++) {
            (split.isValidation(i) ? validation : train).append(DOCUMENTS.get(i));
        }
        Tokenizer tokenizer = chars(DOCUMENTS);
        try (TokenizedCorpus corpus = encode(tokenizer, DOCUMENTS, split)) {
            assertThat(tokenizer.decode(all(corpus.train()))).isEqualTo(train.toString());
            assertThat(tokenizer.decode(all(corpus.validation()))).isEqualTo(validation.toString());
            assertThat(corpus.trainDocuments() + corpus.validationDocuments()).isEqualTo(50);
            assertThat(corpus.trainCharacters()).isEqualTo(train.length());
            assertThat(corpus.validationCharacters()).isEqualTo(validation.length());
        }
    }

    @Test
    void endOfTextPrecedesEachDocumentOfABytePairVocabulary() {
        BpeTokenizer tokenizer = new BpeTrainer(300, 1)
                .train(Documents.of(DOCUMENTS), Progress.none())
                .tokenizer();
        int end = tokenizer.endOfText().orElseThrow();
        try (TokenizedCorpus corpus = encode(tokenizer, DOCUMENTS, new Split(0.3, 5))) {
            int[] ids = all(corpus.train());
            assertThat(ids[0]).isEqualTo(end);
            assertThat(IntStream.of(ids).filter(id -> id == end).count()).isEqualTo(corpus.trainDocuments());
            assertThat(tokenizer.decode(ids)).contains("<|endoftext|>document 49\n");
        }
    }

    @Test
    void aSingleDocumentIsDividedByPosition() {
        List<String> one = List.of("abcdefghij");
        Tokenizer tokenizer = chars(one);
        try (TokenizedCorpus corpus = encode(tokenizer, one, new Split(0.2, 0))) {
            assertThat(tokenizer.decode(all(corpus.train()))).isEqualTo("abcdefgh");
            assertThat(tokenizer.decode(all(corpus.validation()))).isEqualTo("ij");
            assertThat(corpus.validationCharacters()).isEqualTo(2);
        }
    }

    @Test
    void tooLittleTextIsRefusedAndLeavesNoFile() {
        assertThatThrownBy(() -> encode(chars(DOCUMENTS), List.of("d"), new Split(0.2, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("my text")
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> encode(chars(DOCUMENTS), List.of(), new Split(0.2, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no text");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cancellingLeavesNoFile() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        InMemoryCorpus corpus = new InMemoryCorpus("my text", DOCUMENTS);

        assertThatThrownBy(() -> TokenizedCorpus.encode(corpus, chars(DOCUMENTS), new Split(0.2, 0), folder, cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Tag("slow")
    @Test
    void aFileIsEncodedWithLittleMemory() throws IOException {
        Path file = folder.resolve("big.txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 1_500_000; i++) {
                out.write("Line number " + i + " of a big file with words\n");
            }
        }
        Tokenizer tokenizer = chars(List.of("Line number 0123456789 of a big file with words\n"));
        Runtime runtime = Runtime.getRuntime();
        long[] most = {0};
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        int[] calls = {0};
        Progress watching = fraction -> {
            if (++calls[0] % 2000 == 0) {
                System.gc();
                most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
            }
        };
        try (TokenizedCorpus corpus = TokenizedCorpus.encode(
                new TextFileCorpus(file), tokenizer, new Split(0.1, 0), folder.resolve("tokens"), watching)) {
            assertThat(corpus.train().size() + corpus.validation().size()).isEqualTo(Files.size(file));
        }
        assertThat(most[0] - before).isBetween(-before, 8_000_000L);
    }
}
