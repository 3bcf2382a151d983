package glassformer.engine;

import glassformer.blueprint.Blueprint;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Writes and opens TorchScript files, which need nothing of ours to run: `torch.jit.load` in Python, C++ or DJL.
///
/// `forward(input_ids, attention_mask, token_type_ids)` gives the scores of the only head, a dictionary of each head's
/// by name where there are several, and the trunk's output where there is none. An encoder-decoder has
/// `forward(input_ids, decoder_input_ids, attention_mask, decoder_attention_mask)`. Masks `(B, T)` hold ones, then
/// zeros at padding on the right, and may be left out, as may token types. Parameters have their Hugging Face names.
public interface TorchScript {
    void write(Blueprint blueprint, Weights weights, Path file, Progress progress) throws IOException;

    /// @param blueprint which the file was written from
    Opened open(Path file, Blueprint blueprint) throws IOException;

    /// A file that was opened with nothing else.
    interface Opened extends AutoCloseable {
        /// As [ModelSession#logits].
        Tensor logits(Tokens input, @Nullable Tokens decoder, String head);

        @Override
        void close();
    }
}
