package glassformer.engine.djl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reverse-mode differentiation with matrix products by oneDNN on plain tensors, which PyTorch can't differentiate.
///
/// Between two products lie pieces that PyTorch does differentiate. Each starts from leaves of its own, so that the
/// backward pass is: from the last entry to the first, give each piece or product the gradient of its result and add
/// what it returns to the gradients of what it read. What needs no gradient (a weight that is frozen, everything below
/// the first one that is not) is left out of the backward pass when it is written, not when it runs.
final class ProductTape implements Tape {
    private sealed interface Entry {
        String result();
    }

    private record Piece(List<String> leaves, List<String> inputs, List<String> weights, String graph, String result)
            implements Entry {}

    private record Product(
            String x,
            int in,
            int out,
            String weight,
            @Nullable String bias,
            String result) implements Entry {}

    private record Sum(String a, String b, String result) implements Entry {}

    private final ScriptWriter out;
    private final Predicate<String> trained;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Boolean> differentiable = new HashMap<>();
    private final Map<String, String> gradients = new HashMap<>();

    /// @param trained which weights need a gradient, by expression
    ProductTape(ScriptWriter out, Predicate<String> trained) {
        this.out = out;
        this.trained = trained;
        out.line("torch.set_grad_enabled(False)");
    }

    @Override
    public String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body) {
        List<String> live = inputs.stream().filter(this::needsGradient).toList();
        List<String> learning = weights.stream().filter(trained).toList();
        if (live.isEmpty() && learning.isEmpty()) {
            return body.apply(inputs);
        }
        List<String> leaves = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (String input : inputs) {
            if (live.contains(input)) {
                String leaf = out.let("l", "torch.requires_grad_(torch.detach(" + input + "))");
                leaves.add(leaf);
                read.add(leaf);
            } else {
                read.add(input);
            }
        }
        out.line("torch.set_grad_enabled(True)");
        String graph = body.apply(read);
        out.line("torch.set_grad_enabled(False)");
        String result = out.let("x", "torch.detach(" + graph + ")");
        return add(new Piece(leaves, live, learning, graph, result));
    }

    @Override
    public String product(String x, int in, int out, String weight, @Nullable String bias) {
        String result = this.out.let("h", Products.ONE_DNN.write(x, weight, bias));
        boolean learns = trained.test(weight) || (bias != null && trained.test(bias));
        return learns || needsGradient(x) ? add(new Product(x, in, out, weight, bias, result)) : result;
    }

    @Override
    public String sum(String a, String b) {
        String result = out.let("x", a + " + " + b);
        return needsGradient(a) || needsGradient(b) ? add(new Sum(a, b, result)) : result;
    }

    private String add(Entry entry) {
        entries.add(entry);
        differentiable.put(entry.result(), true);
        return entry.result();
    }

    private boolean needsGradient(String value) {
        return differentiable.containsKey(value);
    }

    /// Writes the backward pass.
    ///
    /// @param loss a scalar, the result of a piece
    /// @return the gradient of each trained weight that the loss depends on, by weight
    Map<String, String> backward(String loss) {
        gradients.put(loss, out.let("g", "torch.ones_like(" + loss + ")"));
        for (Entry entry : entries.reversed()) {
            String gradient = gradients.get(entry.result());
            if (gradient == null) {
                continue; // the loss does not depend on it
            }
            switch (entry) {
                case Sum(String a, String b, String ignored) -> {
                    give(a, gradient);
                    give(b, gradient);
                }
                case Piece piece -> backward(piece, gradient);
                case Product product -> backward(product, gradient);
            }
        }
        return gradients;
    }

    private void backward(Piece piece, String gradient) {
        List<String> sources = new ArrayList<>(piece.leaves());
        sources.addAll(piece.weights());
        String found = out.let(
                "r",
                "torch.grad([" + piece.graph() + "], [" + String.join(", ", sources)
                        + "], annotate(List[Optional[Tensor]], [" + gradient + "]))");
        List<String> receivers = new ArrayList<>(piece.inputs());
        receivers.addAll(piece.weights());
        for (int i = 0; i < receivers.size(); i++) {
            give(receivers.get(i), out.let("g", "ops.aten._unwrap_optional(" + found + "[" + i + "])"));
        }
    }

    private void backward(Product product, String gradient) {
        if (needsGradient(product.x())) {
            String weight = "torch.t(" + product.weight() + ")";
            give(product.x(), out.let("g", Products.ONE_DNN.write(gradient, weight, null)));
        }
        String rows = out.let("e", "torch.reshape(" + gradient + ", [-1, " + product.out() + "])"); // (N, out)
        if (trained.test(product.weight())) {
            String x = out.let("e", "torch.t(torch.reshape(" + product.x() + ", [-1, " + product.in() + "]))");
            String turned = "torch.t(" + rows + ")";
            // oneDNN makes a copy of the left factor, so the smaller one stands there.
            give(
                    product.weight(),
                    product.out() <= product.in()
                            ? out.let("g", Products.ONE_DNN.write(turned, x, null))
                            : out.let(
                                    "g", "torch.contiguous(torch.t(" + Products.ONE_DNN.write(x, turned, null) + "))"));
        }
        String bias = product.bias();
        if (bias != null && trained.test(bias)) {
            give(bias, out.let("g", "torch.sum(" + rows + ", [0])"));
        }
    }

    private void give(String receiver, String gradient) {
        boolean wanted = needsGradient(receiver) || receiver.startsWith("p[");
        if (wanted) {
            gradients.merge(receiver, gradient, (earlier, more) -> out.let("g", earlier + " + " + more));
        }
    }
}
