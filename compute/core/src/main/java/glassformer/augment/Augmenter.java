package glassformer.augment;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.data.Example;
import glassformer.data.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Adds changed copies to training examples, each by one of the augmentations in turn. The answer stays; so tags and
/// translations, whose answers would no longer fit, are refused. What an example becomes depends only on the seed and
/// its place.
///
/// @param copies of each example, 1 or more; a copy that equals the example or another copy is left out
public record Augmenter(List<Augmentation> augmentations, int copies, long seed) {
    public Augmenter {
        augmentations = List.copyOf(augmentations);
        if (augmentations.isEmpty() || copies < 1) {
            throw new BadInputException("Augmentation needs at least one kind of change and one copy of each example.");
        }
    }

    /// A text and one changed copy of it.
    public record Preview(Augmentation augmentation, String before, String after) {}

    /// The examples, each followed by its copies. Give it training examples only: a changed validation example is no
    /// longer what it was labelled as.
    public List<Example> augment(List<? extends Example> examples) {
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Set<Example> variants = new LinkedHashSet<>();
            variants.add(examples.get(i));
            for (int copy = 0; copy < copies; copy++) {
                variants.add(changed(examples.get(i), augmentation(i, copy), random(i, copy)));
            }
            all.addAll(variants);
        }
        return all;
    }

    /// What [#augment] makes of the first text of each of the first examples.
    public List<Preview> preview(List<? extends Example> examples, int count) {
        List<Preview> previews = new ArrayList<>();
        for (int i = 0; i < Math.min(count, examples.size()); i++) {
            String before = input(examples.get(i)).first();
            for (int copy = 0; copy < copies; copy++) {
                Augmentation augmentation = augmentation(i, copy);
                previews.add(new Preview(augmentation, before, augmentation.apply(before, random(i, copy))));
            }
        }
        return previews;
    }

    private Augmentation augmentation(int index, int copy) {
        return augmentations.get((int) (((long) index * copies + copy) % augmentations.size()));
    }

    private RandomGenerator random(int index, int copy) {
        return new SplittableRandom(SplitMix64.hash(seed, index, copy));
    }

    static Example changed(Example example, Augmentation augmentation, RandomGenerator random) {
        Input changed =
                switch (input(example)) {
                    case Input.Single(String text) -> new Input.Single(augmentation.apply(text, random));
                    case Input.Pair(String first, String second) ->
                        new Input.Pair(augmentation.apply(first, random), augmentation.apply(second, random));
                };
        return switch (example) {
            case Example.Unlabelled _ -> new Example.Unlabelled(changed);
            case Example.Classified(var input, String label) -> new Example.Classified(changed, label);
            case Example.Scored(var input, double value) -> new Example.Scored(changed, value);
            case Example.Labelled(var input, var labels) -> new Example.Labelled(changed, labels);
            case Example.Tagged _, Example.Translated _ -> example;
        };
    }

    private static Input input(Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> input;
            case Example.Classified(Input input, var label) -> input;
            case Example.Scored(Input input, var value) -> input;
            case Example.Labelled(Input input, var labels) -> input;
            case Example.Tagged _, Example.Translated _ ->
                throw new BadInputException("Changing words would break "
                        + (example instanceof Example.Tagged ? "the tags of tagged words" : "a translation")
                        + "; augment texts with classes or numbers, or plain texts.");
        };
    }
}
