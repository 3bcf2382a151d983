package glassformer.data;

import java.util.List;

/// Brings named sample examples; found with `ServiceLoader`.
public interface ExampleProvider {
    List<String> names();

    /// The same examples for the same seed; none of validation asks a question of training.
    ///
    /// @param name one of `names`
    SplitExamples examples(String name, long seed);
}
