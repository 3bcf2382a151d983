package glassformer.engine.djl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reverse-mode differentiation with matrix products by oneDNN on plain tensors, which PyTorch can't differentiate.
///
/// Between two products lie pieces that PyTorch does differentiate. Each starts from leaves of its own, so that the
/// backward pass is: from the last entry to the first, give each piece or product the gradient of its result and add
/// what it returns to the gradients of what it read. What needs no gradient (a weight that is frozen, everything below
/// the first one that is not) is left out of the backward pass when it is written, not when it runs.
///
/// With activation checkpointing a block is one entry: the forward pass writes it without any record, so that a script
/// frees what is inside at its last use, and the backward pass writes it again, this time to be differentiated.
final class ProductTape implements Tape {
    private sealed interface Entry {
        String result();
    }

    private record Piece(List<String> leaves, List<String> inputs, List<String> weights, String graph, String result)
            implements Entry {}

    /// @param left  `x` as it is multiplied
    /// @param right the weight as it is multiplied
    private record Product(
            String x,
            String left,
            int in,
            int out,
            String weight,
            String right,
            @Nullable String bias,
            String result) implements Entry {}

    private record Sum(String a, String b, String result) implements Entry {}

    private record Block(String x, UnaryOperator<String> body, String result) implements Entry {}

    private final ScriptWriter out;
    private final Products products;
    private final Casts casts;
    private final boolean checkpointing;
    private final Predicate<String> trained;
    private final Map<String, Boolean> differentiable = new HashMap<>();
    private final Map<String, String> gradients = new HashMap<>();
    private List<Entry> entries = new ArrayList<>();
    private boolean recording = true;

    /// @param checkpointing whether blocks are computed twice
    /// @param trained       which weights need a gradient, by expression
    ProductTape(ScriptWriter out, Products products, Casts casts, boolean checkpointing, Predicate<String> trained) {
        this.out = out;
        this.products = products;
        this.casts = casts;
        this.checkpointing = checkpointing;
        this.trained = trained;
        out.line("torch.set_grad_enabled(False)");
    }

    @Override
    public Casts casts() {
        return casts;
    }

    @Override
    public String piece(List<String> inputs, List<String> weights, Function<List<String>, String> body) {
        return write(
                inputs,
                weights,
                read -> body.apply(read.stream().map(this::raised).toList()));
    }

    private String raised(String input) {
        return casts.isLow(input) ? out.let("f", casts.raised(input)) : input;
    }

    @Override
    public String productPiece(List<String> inputs, Function<List<String>, String> body) {
        return casts.noteLow(write(inputs, List.of(), body));
    }

    private String write(List<String> inputs, List<String> weights, Function<List<String>, String> body) {
        List<String> live = inputs.stream().filter(this::needsGradient).toList();
        List<String> learning = weights.stream().filter(trained).toList();
        boolean needed = !live.isEmpty() || !learning.isEmpty();
        if (!needed || !recording) {
            String result = body.apply(inputs);
            if (needed) {
                differentiable.put(result, true);
            }
            return result;
        }
        List<String> leaves = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (String input : inputs) {
            if (live.contains(input)) {
                String leaf = out.let("l", "torch.requires_grad_(torch.detach(" + input + "))");
                if (casts.isLow(input)) {
                    casts.noteLow(leaf);
                }
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
        String left = casts.lowered(x);
        String right = casts.loweredWeight(weight);
        String shift = bias == null ? null : casts.loweredWeight(bias);
        String result = casts.noteLow(this.out.let("h", casts.product(products, left, right, shift)));
        boolean learns = trained.test(weight) || (bias != null && trained.test(bias));
        return learns || needsGradient(x) ? add(new Product(x, left, in, out, weight, right, bias, result)) : result;
    }

    @Override
    public String sum(String a, String b) {
        String result = casts.noteSum(a, b, out.let("x", a + " + " + b));
        return needsGradient(a) || needsGradient(b) ? add(new Sum(a, b, result)) : result;
    }

    @Override
    public String block(String x, UnaryOperator<String> body) {
        if (!checkpointing || !recording) {
            return body.apply(x);
        }
        recording = false;
        casts.forgetCopies();
        String result = body.apply(x);
        casts.forgetCopies();
        recording = true;
        return needsGradient(result) ? add(new Block(x, body, result)) : result;
    }

    private String add(Entry entry) {
        if (recording) {
            entries.add(entry);
        }
        differentiable.put(entry.result(), true);
        return entry.result();
    }

    private boolean needsGradient(String value) {
        return differentiable.containsKey(value);
    }

    /// Writes the backward pass.
    ///
    /// @param loss   a scalar, the result of a piece
    /// @param factor of the loss, as an expression; null for 1
    /// @return the gradient of each trained weight that the loss depends on, by weight
    Map<String, String> backward(String loss, @Nullable String factor) {
        gradients.put(
                loss,
                out.let(
                        "g",
                        factor == null
                                ? "torch.ones_like(" + loss + ")"
                                : "torch.full_like(" + loss + ", " + factor + ")"));
        backward(entries);
        return gradients;
    }

    private void backward(List<Entry> some) {
        for (Entry entry : some.reversed()) {
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
                case Block block -> backward(block, gradient);
            }
        }
    }

    private void backward(Block block, String gradient) {
        entries = new ArrayList<>();
        String again = block.body().apply(block.x());
        gradients.put(again, gradient);
        backward(entries);
        casts.forgetCopies();
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
            String weight = "torch.t(" + product.right() + ")";
            give(product.x(), out.let("g", casts.product(products, gradient, weight, null)));
        }
        String rows = out.let("e", "torch.reshape(" + gradient + ", [-1, " + product.out() + "])"); // (N, out)
        if (trained.test(product.weight())) {
            String x = out.let("e", "torch.t(torch.reshape(" + product.left() + ", [-1, " + product.in() + "]))");
            String turned = "torch.t(" + rows + ")";
            // oneDNN makes a copy of the left factor, so the smaller one stands there.
            give(
                    product.weight(),
                    product.out() <= product.in()
                            ? out.let("g", casts.product(products, turned, x, null))
                            : out.let(
                                    "g",
                                    "torch.contiguous(torch.t(" + casts.product(products, x, turned, null) + "))"));
        }
        String bias = product.bias();
        if (bias != null && trained.test(bias)) {
            give(bias, out.let("g", casts.rowSum(rows)));
        }
    }

    /// Adds to a gradient, which has the precision of what it is the gradient of.
    private void give(String receiver, String gradient) {
        boolean wanted = needsGradient(receiver) || receiver.startsWith("p[");
        if (wanted) {
            String like = casts.likened(gradient, receiver);
            String own = like.equals(gradient) ? gradient : out.let("g", like);
            gradients.merge(receiver, own, (earlier, more) -> out.let("g", earlier + " + " + more));
        }
    }
}
