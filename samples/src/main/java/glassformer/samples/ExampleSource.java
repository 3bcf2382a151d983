package glassformer.samples;

import glassformer.data.SplitExamples;

/// Makes or reads the examples of one sample.
interface ExampleSource {
    /// The same for the same seed.
    SplitExamples examples(long seed);
}
