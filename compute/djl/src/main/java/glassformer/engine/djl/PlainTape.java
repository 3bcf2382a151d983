package glassformer.engine.djl;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One piece as it stands: for passes without gradients, and where PyTorch's own record of a whole pass is best.
record PlainTape(ScriptWriter out, Products products) implements Tape {
    @Override
    public String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body) {
        return body.apply(inputs);
    }

    @Override
    public String product(String x, int in, int out, String weight, @Nullable String bias) {
        return this.out.let("h", products.write(x, weight, bias));
    }

    @Override
    public String sum(String a, String b) {
        return out.let("x", a + " + " + b);
    }
}
