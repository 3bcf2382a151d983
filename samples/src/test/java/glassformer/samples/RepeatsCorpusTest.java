package glassformer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.text.Documents;
import org.junit.jupiter.api.Test;

class RepeatsCorpusTest {
    @Test
    void eachLineIsTwoToFourCopiesOfLettersThatDiffer() {
        int lines = 0;
        try (Documents documents = new RepeatsCorpus().open()) {
            while (documents.hasNext()) {
                String line = documents.next();
                lines++;
                assertThat(line).endsWith("\n");
                String letters = line.strip();
                int copies = letters.chars().filter(c -> c == letters.charAt(0)).toArray().length;
                assertThat(copies).isBetween(2, 4);
                String first = letters.substring(0, letters.length() / copies);
                assertThat(first).hasSizeBetween(4, 12);
                assertThat(first.chars().distinct()).hasSize(first.length());
                assertThat(letters).isEqualTo(first.repeat(copies));
            }
        }
        assertThat(lines).isEqualTo(20_000);
    }
}
