package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextSentencesTest {
    /// 200 documents of 1 to 20 sentences, each sentence its document and number.
    private static List<List<String>> documents() {
        List<List<String>> documents = new ArrayList<>();
        for (int d = 0; d < 200; d++) {
            List<String> document = new ArrayList<>();
            for (int s = 0; s <= d % 20; s++) {
                document.add(d + "." + s);
            }
            documents.add(document);
        }
        return documents;
    }

    private static int document(String sentence) {
        return Integer.parseInt(sentence.substring(0, sentence.indexOf('.')));
    }

    private static int number(String sentence) {
        return Integer.parseInt(sentence.substring(sentence.indexOf('.') + 1));
    }

    private final NextSentences<String> pairs = new NextSentences<>(documents(), 1);

    @Test
    void thereIsAnExampleForEachSentenceWithANextOne() {
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < pairs.size(); i++) {
            firsts.add(pairs.pair(i, 0).first());
        }

        assertThat(pairs.size()).isEqualTo(1900);
        assertThat(firsts).hasSize(1900);
    }

    @Test
    void aPairThatFollowsIsTheNextSentenceAndOthersAreOfAnotherDocument() {
        for (int i = 0; i < pairs.size(); i++) {
            NextSentences.Pair<String> pair = pairs.pair(i, 0);
            if (pair.follows()) {
                assertThat(pair.second()).isEqualTo(document(pair.first()) + "." + (number(pair.first()) + 1));
            } else {
                assertThat(document(pair.second())).isNotEqualTo(document(pair.first()));
            }
        }
    }

    @Test
    void halfOfThePairsFollow() {
        int follow = 0;
        for (int i = 0; i < pairs.size(); i++) {
            follow += pairs.pair(i, 0).follows() ? 1 : 0;
        }

        assertThat(follow).isBetween(950 - 110, 950 + 110);
    }

    @Test
    void anySentenceOfAnotherDocumentMayBeTheSecond() {
        NextSentences<String> few =
                new NextSentences<>(List.of(List.of("0.0", "0.1"), List.of("1.0"), List.of("2.0")), 2);
        Set<String> seconds = new HashSet<>();
        for (int epoch = 0; epoch < 100; epoch++) {
            seconds.add(few.pair(0, epoch).second());
        }

        assertThat(seconds).containsExactlyInAnyOrder("0.1", "1.0", "2.0");
    }

    @Test
    void theSameSeedAndEpochGiveTheSamePairs() {
        NextSentences<String> again = new NextSentences<>(documents(), 1);
        int changed = 0;
        for (int i = pairs.size() - 1; i >= 0; i--) {
            assertThat(again.pair(i, 3)).isEqualTo(pairs.pair(i, 3));
            changed += again.pair(i, 4).equals(pairs.pair(i, 3)) ? 0 : 1;
        }

        assertThat(changed).isPositive();
    }

    @Test
    void oneDocumentIsRefused() {
        assertThatThrownBy(() -> new NextSentences<>(List.of(List.of("a", "b"), List.<String>of()), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 2 documents");
    }

    @Test
    void documentsOfOneSentenceEachAreRefused() {
        assertThatThrownBy(() -> new NextSentences<>(List.of(List.of("a"), List.of("b")), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 2 sentences");
    }
}
