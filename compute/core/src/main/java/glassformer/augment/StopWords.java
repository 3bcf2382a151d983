package glassformer.augment;

import java.util.Set;

/// English words that carry grammar and not meaning; a synonym never replaces them.
final class StopWords {
    private static final Set<String> WORDS = Set.of(
            ("a an the this that these those i you he she it we they me him her us them my your his its our their mine"
                            + " yours hers ours theirs who whom whose which what and or but nor so yet if then than as"
                            + " because while although though until unless since of in on at by for from to into onto"
                            + " with without within about above below over under between among through during before"
                            + " after against up down out off again further here there when where why how all any both"
                            + " each few more most other some such no not only own same too very can could may might"
                            + " must shall should will would do does did done doing have has had having be am is are"
                            + " was were been being just now also ever never one")
                    .split(" "));

    private StopWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
