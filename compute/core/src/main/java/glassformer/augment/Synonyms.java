package glassformer.augment;

import java.util.List;

/// Words that may stand for another. Found with `ServiceLoader`.
@FunctionalInterface
public interface Synonyms {
    /// Without the word itself, always in the same order; empty where none are known.
    ///
    /// @param word in lower case, without punctuation
    List<String> of(String word);
}
