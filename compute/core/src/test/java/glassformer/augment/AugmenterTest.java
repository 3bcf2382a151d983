package glassformer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.data.Input;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final Synonyms SYNONYMS =
            word -> Map.of("big", List.of("large"), "dog", List.of("hound"), "the", List.of("wrong"))
                    .getOrDefault(word, List.of());
    private static final String TEXT = "The big dog saw the other dog.";

    @Test
    void aReplacedWordIsReplacedEverywhereWithItsPunctuation() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(new SynonymReplacement(0.1, SYNONYMS).apply(TEXT, new SplittableRandom(seed)))
                    .isIn("The large dog saw the other dog.", "The big hound saw the other hound.");
        }
    }

    @Test
    void replacementsAreAsManyAsTheShareSays() {
        assertThat(new SynonymReplacement(0.3, SYNONYMS).apply(TEXT, random()))
                .isEqualTo("The large hound saw the other hound.");
    }

    @Test
    void aCapitalStays() {
        assertThat(new SynonymReplacement(0.1, SYNONYMS).apply("Dog!", random()))
                .isEqualTo("Hound!");
    }

    @Test
    void insertionAddsSynonymsOfTheText() {
        List<String> words = words(new RandomInsertion(0.3, SYNONYMS).apply(TEXT, random()));

        assertThat(words).hasSize(9).containsSubsequence(words(TEXT));
        assertThat(words.stream().filter(List.of("large", "hound")::contains)).hasSize(2);
    }

    @Test
    void swapKeepsTheWordsAndMovesTwo() {
        String swapped = new RandomSwap(0.1).apply("a b c d e", random());

        assertThat(words(swapped)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(differences(words(swapped), List.of("a", "b", "c", "d", "e")))
                .isEqualTo(2);
    }

    @Test
    void deletionLeavesOutTheShareOfWords() {
        String text = "word ".repeat(10_000);

        assertThat(words(new RandomDeletion(0.2).apply(text, random())).size()).isBetween(7_800, 8_200);
    }

    @Test
    void deletionLeavesOneWord() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(new RandomDeletion(0.99).apply("a b", new SplittableRandom(seed)))
                    .isIn("a", "b");
        }
    }

    @Test
    void backTranslationGoesThereAndBack() {
        BackTranslation augmentation = new BackTranslation(text -> text + " hin", text -> text + " zurück");

        assertThat(augmentation.apply("a", random())).isEqualTo("a hin zurück");
    }

    @Test
    void copiesFollowTheirExampleAndKeepItsLabel() {
        Augmenter augmenter = new Augmenter(List.of(new RandomSwap(0.5)), 1, 3);
        Example first = new Example.Classified(new Input.Pair("a b", "c d"), "x");
        Example second = new Example.Scored(new Input.Single("e f"), 2.5);

        assertThat(augmenter.augment(List.of(first, second)))
                .containsExactly(
                        first,
                        new Example.Classified(new Input.Pair("b a", "d c"), "x"),
                        second,
                        new Example.Scored(new Input.Single("f e"), 2.5));
    }

    @Test
    void copiesThatChangeNothingAreLeftOut() {
        Example example = new Example.Unlabelled(new Input.Single("unknown words"));

        assertThat(new Augmenter(List.of(new SynonymReplacement(0.5, SYNONYMS)), 4, 0).augment(List.of(example)))
                .containsExactly(example);
    }

    @Test
    void theSameSeedGivesTheSameCopiesAndAnotherSeedOthers() {
        List<Example> examples = List.of(new Example.Unlabelled(new Input.Single("a b c d e f g h i j k l m n")));
        List<Augmentation> kinds = List.of(new RandomSwap(0.3), new RandomDeletion(0.3));

        assertThat(new Augmenter(kinds, 4, 1).augment(examples))
                .isEqualTo(new Augmenter(kinds, 4, 1).augment(examples))
                .isNotEqualTo(new Augmenter(kinds, 4, 2).augment(examples));
    }

    @Test
    void previewShowsWhatAugmentMakes() {
        Augmenter augmenter = new Augmenter(List.of(new RandomSwap(0.2), new RandomDeletion(0.6)), 2, 1);
        List<Example> examples = List.of(new Example.Unlabelled(new Input.Single("a b c d e f g h i")));

        List<Augmenter.Preview> preview = augmenter.preview(examples, 5);

        assertThat(preview).extracting(Augmenter.Preview::before).containsOnly("a b c d e f g h i");
        assertThat(augmenter.augment(examples).subList(1, 3))
                .isEqualTo(preview.stream()
                        .map(shown -> new Example.Unlabelled(new Input.Single(shown.after())))
                        .toList());
    }

    @Test
    void translationsAreRefused() {
        Augmenter augmenter = new Augmenter(List.of(new RandomSwap(0.3)), 1, 0);

        assertThatThrownBy(() -> augmenter.augment(List.of(new Example.Translated("a b", "c d"))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Changing words would break a translation;"
                        + " augment texts with classes or numbers, or plain texts.");
    }

    private static RandomGenerator random() {
        return new SplittableRandom(4);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).toList();
    }

    private static int differences(List<String> a, List<String> b) {
        int count = 0;
        for (int i = 0; i < a.size(); i++) {
            count += a.get(i).equals(b.get(i)) ? 0 : 1;
        }
        return count;
    }
}
