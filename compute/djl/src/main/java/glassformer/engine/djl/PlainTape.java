package glassformer.engine.djl;

import glassformer.engine.Precision;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One piece as it stands: for passes without gradients, and where PyTorch's own record of a whole pass is best.
record PlainTape(ScriptWriter out, Products products, Casts casts) implements Tape {
    PlainTape(ScriptWriter out, Products products) {
        this(out, products, new Casts(out, Precision.FLOAT32));
    }

    @Override
    public String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body) {
        return body.apply(inputs.stream().map(this::raised).toList());
    }

    private String raised(String input) {
        return casts.isLow(input) ? out.let("f", casts.raised(input)) : input;
    }

    @Override
    public String productPiece(List<String> inputs, Function<List<String>, String> body) {
        return casts.noteLow(body.apply(inputs));
    }

    @Override
    public String product(String x, int in, int out, String weight, @Nullable String bias) {
        String left = casts.lowered(x);
        String right = casts.loweredWeight(weight);
        String shift = bias == null ? null : casts.loweredWeight(bias);
        return casts.noteLow(this.out.let("h", casts.product(products, left, right, shift)));
    }

    @Override
    public String sum(String a, String b) {
        return casts.noteSum(a, b, out.let("x", a + " + " + b));
    }
}
