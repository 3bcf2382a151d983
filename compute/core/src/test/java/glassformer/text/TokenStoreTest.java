package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenStoreTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void idsAreReadBackFromAnyPlace() {
        for (int vocabSize : new int[] {1 << 16, 100_000}) {
            int[] ids = IntStream.range(0, 70_000)
                    .map(i -> (int) (i * 7919L % vocabSize))
                    .toArray();
            try (TokenStore store = TokenStore.create(folder, vocabSize)) {
                store.append(ids, 0, 40_000);
                store.append(ids, 40_000, 30_000);
                int[] window = new int[500];
                store.read(39_900, window, 10, 480);
                assertThat(store.size()).isEqualTo(70_000);
                for (int i = 0; i < 480; i++) {
                    assertThat(window[10 + i]).isEqualTo(ids[39_900 + i]);
                }
                assertThat(window[9]).isZero();
                assertThat(window[490]).isZero();
            }
        }
    }

    @Test
    void smallVocabulariesTakeTwoBytesAnId() throws IOException {
        try (TokenStore store = TokenStore.create(folder, 1 << 16)) {
            store.append(1, 65_535, 3);
            store.read(0, new int[3], 0, 3);
            try (var files = Files.list(folder)) {
                assertThat(files).singleElement().satisfies(file -> assertThat(Files.size(file))
                        .isEqualTo(6));
            }
        }
    }

    @Test
    void closingDeletesTheFile() throws IOException {
        TokenStore store = TokenStore.create(folder, 10);
        store.append(1, 2);
        store.read(0, new int[2], 0, 2);

        store.close();
        store.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void readingBeyondTheEndIsRefused() {
        try (TokenStore store = TokenStore.create(folder, 10)) {
            store.append(1, 2);
            assertThatThrownBy(() -> store.read(1, new int[2], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void appendingAfterReadingIsRefused() {
        try (TokenStore store = TokenStore.create(folder, 10)) {
            store.append(1);
            store.read(0, new int[1], 0, 1);
            assertThatThrownBy(() -> store.append(2)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "x");

        assertThatThrownBy(() -> TokenStore.create(file, 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("taken");
    }
}
