package glassformer.engine.djl;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a forward pass is written, in pieces whose dependencies are told, so that the one who writes decides how
/// each piece is differentiated, in which precision products are taken, and what is kept or computed again. Values are
/// the names of script variables, weights are expressions such as `p[3]`.
interface Tape {
    /// A piece that PyTorch differentiates, in float32.
    ///
    /// @param inputs  the values that it depends on
    /// @param weights the weights that it depends on
    /// @param body    writes the piece; given the variables to read the inputs from, returns that of its result;
    ///                may be called again with others
    String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body);

    /// A piece of products, such as attention's: it reads its inputs in whatever precision they have and gives a result
    /// in the products' precision, by [Casts#low].
    String productPiece(List<String> inputs, Function<List<String>, String> body);

    /// `x` times a weight `(out, in)`, plus a bias `(out)`. `(..., in) -> (..., out)`
    String product(String x, int in, int out, String weight, @Nullable String bias);

    /// `a + b` of one shape.
    String sum(String a, String b);

    /// A block of layers, the unit of activation checkpointing.
    ///
    /// @param body writes it, given its input; may be called again, later, and has to write the same then
    default String block(String x, UnaryOperator<String> body) {
        return body.apply(x);
    }

    Casts casts();
}
