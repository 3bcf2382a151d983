package glassformer.engine.djl;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a forward pass is written, in pieces whose dependencies are told, so that the one who writes decides how
/// each piece is differentiated. Values are the names of script variables, weights are expressions such as `p[3]`.
interface Tape {
    /// A piece that PyTorch differentiates.
    ///
    /// @param inputs  the values that it depends on
    /// @param weights the weights that it depends on
    /// @param body    writes the piece; given the variables to read the inputs from, returns that of its result
    String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body);

    /// `x` times a weight `(out, in)`, plus a bias `(out)`. `(..., in) -> (..., out)`
    String product(String x, int in, int out, String weight, @Nullable String bias);

    /// `a + b` of one shape.
    String sum(String a, String b);
}
