package glassformer.run;

import glassformer.blueprint.GptConfig;
import glassformer.engine.AdamWState;
import glassformer.engine.Weights;
import glassformer.text.Tokenizer;
import java.nio.file.Path;

/// A folder from which training can go on and which other tools open as a Hugging Face model.
public record Checkpoint(Path folder, int step) {
    public Weights weights() {
        throw new UnsupportedOperationException();
    }

    public AdamWState optimizer() {
        throw new UnsupportedOperationException();
    }

    public GptConfig config() {
        throw new UnsupportedOperationException();
    }

    public Tokenizer tokenizer() {
        throw new UnsupportedOperationException();
    }

    /// Compares the size and SHA-256 of each file with those that were noted when it was written.
    ///
    /// @throws glassformer.BadInputException naming the first file that differs
    public void validate() {
        throw new UnsupportedOperationException();
    }
}
