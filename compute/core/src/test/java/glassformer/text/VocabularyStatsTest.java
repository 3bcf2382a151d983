package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyStatsTest {
    private final CharTokenizer tokenizer = CharTokenizer.train(Documents.of(List.of("ab \n")), Progress.none());
    private final VocabularyStats stats =
            VocabularyStats.of(tokenizer, Documents.of(List.of("aab ba\n", "\uD83D\uDE00 a")), 1000);

    @Test
    void countsTokensCharactersAndWords() {
        assertThat(stats.characters()).isEqualTo(10);
        assertThat(stats.tokens()).isEqualTo(10);
        assertThat(stats.words()).isEqualTo(4);
        assertThat(stats.charactersPerToken()).isEqualTo(1);
        assertThat(stats.tokensPerWord()).isEqualTo(2.5);
        assertThat(stats.unknownRate()).isCloseTo(0.1, within(1e-12));
        assertThat(stats.usedTokens()).isEqualTo(5);
    }

    @Test
    void theMostFrequentTokenComesFirst() {
        assertThat(stats.mostFrequent(tokenizer, 2))
                .containsExactly(new VocabularyStats.TokenCount(3, "a", 4), new VocabularyStats.TokenCount(2, " ", 2));
    }

    @Test
    void theLongestTokenComesFirst() {
        BpeTokenizer bpe = new BpeTrainer(400, 1)
                .train(Documents.of(List.of("banana banana")), Progress.none())
                .tokenizer();

        VocabularyStats ofBpe = VocabularyStats.of(bpe, List.of("a banana").iterator(), 1000);

        assertThat(ofBpe.longest(bpe, 1))
                .extracting(VocabularyStats.TokenCount::text)
                .containsExactly(" banana");
        assertThat(ofBpe.charactersPerToken()).isEqualTo(4);
    }

    @Test
    void readingStopsAfterEnoughCharacters() {
        assertThat(VocabularyStats.of(tokenizer, List.of("aaaa", "aaaa", "aaaa").iterator(), 5)
                        .characters())
                .isEqualTo(8);
    }

    @Test
    void noTextGivesZeroRates() {
        assertThat(VocabularyStats.of(tokenizer, List.<String>of().iterator(), 5)
                        .charactersPerToken())
                .isZero();
    }
}
