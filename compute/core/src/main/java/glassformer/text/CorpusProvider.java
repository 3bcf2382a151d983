package glassformer.text;

import java.util.List;

/// Brings named sample corpora; found with `ServiceLoader`.
public interface CorpusProvider {
    /// The names that stand after `sample:` in lab.json.
    List<String> names();

    /// @param name one of `names`
    Corpus open(String name);
}
