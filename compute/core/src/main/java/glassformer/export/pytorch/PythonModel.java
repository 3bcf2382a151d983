package glassformer.export.pytorch;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.Weight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A blueprint as the classes of a Python module: blocks, a trunk (or an encoder and a decoder), heads and `Model`.
/// The parts' names are for readers; [PythonNames] tells what the checkpoint calls them.
final class PythonModel {
    private static final String MEMORY = ", memory, memory_real";

    private final Blueprint blueprint;
    private final PythonNames names = new PythonNames();
    private final PythonParts parts = new PythonParts();
    private final List<String> classes = new ArrayList<>();
    private final List<String> ties = new ArrayList<>();
    private final boolean both;

    PythonModel(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.both = blueprint.hasEncoder();
    }

    PythonNames names() {
        return names;
    }

    /// All classes, those that others need first.
    String text() {
        List<Layer> decoder = new ArrayList<>();
        for (Layer layer : blueprint.trunk().layers()) {
            if (layer instanceof Layer.Encoder(List<Layer> layers)) {
                stack("Encoder", "encoder", layers);
            } else {
                decoder.add(layer);
            }
        }
        stack(both ? "Decoder" : "Trunk", both ? "decoder" : "trunk", decoder);
        for (int i = 0; i < blueprint.heads().size(); i++) {
            head(blueprint.heads().get(i), i);
        }
        model();
        return parts.text() + String.join("", classes);
    }

    private void stack(String className, String path, List<Layer> layers) {
        String prefix = both ? className : "";
        Lines init = new Lines();
        Lines run = new Lines();
        run.line("x = ids");
        int blocks = 0;
        @Nullable String block = null;
        for (Layer layer : layers) {
            switch (layer) {
                case Layer.Block one -> {
                    String text = block(prefix, path + ".blocks." + blocks, one);
                    if (block == null) {
                        block = text;
                        run.open("for block in self.blocks:");
                        run.line("x = block(" + blockArguments(one) + ")").close();
                    } else if (!block.equals(text)) {
                        throw new IllegalArgumentException("the blocks are not alike");
                    }
                    blocks++;
                }
                case Layer.TokenEmbedding(Weight weights) -> {
                    init.line("self.tokens = nn.Embedding(VOCABULARY, DIM)");
                    run.line("x = self.tokens(ids)", "(B, T, C)");
                    tie(path + ".tokens.weight", weights);
                }
                case Layer.TokenTypeEmbedding(Weight weights) -> {
                    init.line("self.types = nn.Embedding(" + weights.shape().getFirst() + ", DIM)");
                    run.line("x = x + self.types(types)");
                    names.put(path + ".types.weight", weights);
                }
                case Layer.Scale(double factor) -> run.line("x = x * " + PythonNumbers.of(factor));
                case Layer.LearnedPosition(Weight weights, int offset) -> {
                    String more = offset == 0 ? "" : " + " + offset;
                    init.line("self.positions = nn.Embedding(CONTEXT" + more + ", DIM)");
                    run.line("x = x + self.positions(torch.arange(ids.shape[1], device=ids.device)" + more + ")");
                    names.put(path + ".positions.weight", weights);
                }
                case Layer.SinusoidalPosition sinusoids -> {
                    parts.sinusoids(sinusoids.layout());
                    run.line("x = x + sinusoids(ids.shape[1], ids.device)");
                }
                case Layer.Norm norm -> {
                    String name = blocks == 0 ? "embedding_norm" : "norm";
                    init.line("self." + name + " = " + parts.norm(norm));
                    run.line("x = self." + name + "(x)");
                    names.norm(path + "." + name, norm);
                }
                case Layer.Dropout(double probability) -> run.line("x = " + PythonParts.dropout("x", probability));
                case Layer.Sequence other -> throw unexpected(other);
                case Layer.Encoder other -> throw unexpected(other);
                case Layer.Residual other -> throw unexpected(other);
                case Layer.Attention other -> throw unexpected(other);
                case Layer.FeedForward other -> throw unexpected(other);
                case Layer.Pooler other -> throw unexpected(other);
                case Layer.Dense other -> throw unexpected(other);
                case Layer.OutputHead other -> throw unexpected(other);
            }
        }
        if (block != null) {
            classes.add(block);
        }
        Lines out = new Lines();
        out.module(className, "From token ids to one vector a token.");
        out.block(init.toString());
        String count = className.equals("Decoder") ? "DECODER_LAYERS" : "LAYERS";
        out.line("self.blocks = nn.ModuleList(" + prefix + "Block() for _ in range(" + count + "))");
        boolean typed = layers.stream().anyMatch(Layer.TokenTypeEmbedding.class::isInstance);
        out.forward(
                "ids, real" + (typed ? ", types" : "") + (className.equals("Decoder") ? MEMORY : ""),
                "(B, T) -> (B, T, C)");
        out.block(run.toString()).line("return x").end();
        classes.add(out.toString());
    }

    private static IllegalArgumentException unexpected(Layer layer) {
        return new IllegalArgumentException(layer.getClass().getSimpleName() + " is no part of a trunk");
    }

    private static String blockArguments(Layer.Block block) {
        boolean memory = Blueprint.inside(block)
                .anyMatch(layer -> layer instanceof Layer.Attention a && a.source() == Layer.Source.MEMORY);
        return "x, real" + (memory ? MEMORY : "");
    }

    /// The class of a block; the names of its parameters are noted.
    private String block(String prefix, String path, Layer.Block block) {
        Lines init = new Lines();
        Lines run = new Lines();
        for (Layer layer : block.layers()) {
            if (!(layer instanceof Layer.Residual residual)) {
                throw unexpected(layer);
            }
            String name;
            String call;
            switch (residual.body()) {
                case Layer.Attention a -> {
                    boolean memory = a.source() == Layer.Source.MEMORY;
                    name = memory ? "cross_attention" : "attention";
                    String type = (memory ? "Cross" : prefix) + "Attention";
                    parts.attention(type, a);
                    init.line("self." + name + " = " + type + "()");
                    boolean full = a.mask() instanceof glassformer.blueprint.Mask.Full;
                    call = memory ? MEMORY : full ? ", real" : "";
                    attention(path + "." + name, a);
                }
                case Layer.FeedForward ffn -> {
                    name = "feed_forward";
                    parts.feedForward("FeedForward", ffn);
                    init.line("self.feed_forward = FeedForward()");
                    call = "";
                    names.linear(path + ".feed_forward.up", ffn.up());
                    if (ffn.gate() != null) {
                        names.linear(path + ".feed_forward.gate", ffn.gate());
                    }
                    names.linear(path + ".feed_forward.down", ffn.down());
                }
                default -> throw unexpected(residual.body());
            }
            init.line("self." + name + "_norm = " + parts.norm(residual.norm()));
            names.norm(path + "." + name + "_norm", residual.norm());
            boolean pre = residual.placement() == NormPlacement.PRE;
            String input = pre ? "self." + name + "_norm(x)" : "x";
            String branch = parts.branch("self." + name + "(" + input + call + ")", residual);
            run.line("x = " + (pre ? "x + " + branch : "self." + name + "_norm(x + " + branch + ")"));
        }
        Lines out = new Lines();
        out.module(prefix + "Block", "What is found is added to what was there.");
        out.block(init.toString());
        out.forward(blockArguments(block), "(B, T, C) -> (B, T, C)");
        return out.block(run.toString()).line("return x").end().toString();
    }

    private void attention(String path, Layer.Attention a) {
        switch (a.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> names.linear(path + ".qkv", qkv);
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> {
                names.linear(path + ".query", q);
                names.linear(path + ".key", k);
                names.linear(path + ".value", v);
            }
        }
        names.linear(path + ".output", a.output());
    }

    /// A second place with the same table is given the first one's.
    private void tie(String python, Weight weights) {
        if (names.knows(weights)) {
            ties.add(python + " = self." + tieTarget(names.of(weights)));
        } else {
            names.put(python, weights);
        }
    }

    private void head(Head head, int place) {
        String path = "heads." + place;
        Lines init = new Lines();
        Lines run = new Lines();
        int number = 0;
        for (Layer layer : head.layers().layers()) {
            switch (layer) {
                case Layer.Dense(Layer.Linear linear, var activation) -> {
                    String name = "dense" + number++;
                    dense(init, path, name, linear);
                    run.line("x = " + PythonParts.activation(activation, "self." + name + "(x)"));
                }
                case Layer.Norm norm -> {
                    init.line("self.norm = " + parts.norm(norm));
                    run.line("x = self.norm(x)");
                    names.norm(path + ".norm", norm);
                }
                case Layer.Dropout(double probability) -> run.line("x = " + PythonParts.dropout("x", probability));
                case Layer.Pooler pooler -> pooler(init, run, path, pooler);
                case Layer.OutputHead output -> {
                    boolean biased = output.bias() != null;
                    init.line("self.scores = nn.Linear(DIM, VOCABULARY" + (biased ? "" : ", bias=False") + ")");
                    run.line("x = self.scores(x)", "(B, T, V)");
                    tie(path + ".scores.weight", output.table());
                    names.put(path + ".scores.bias", output.bias());
                }
                default -> throw unexpected(layer);
            }
        }
        Lines out = new Lines();
        out.module("Head" + place, "The head " + head.name() + ".");
        out.block(init.toString());
        out.forward(
                "x, real",
                "(B, T, C) -> "
                        + switch (head.labels()) {
                            case TOKENS -> "(B, T, " + head.size() + ")";
                            case CLASS, VALUE -> "(B, " + head.size() + ")";
                        });
        classes.add(out.block(run.toString()).line("return x").end().toString());
    }

    private void dense(Lines init, String path, String name, Layer.Linear linear) {
        String bias = linear.bias() == null ? ", bias=False" : "";
        init.line("self." + name + " = nn.Linear(" + linear.in() + ", " + linear.out() + bias + ")");
        names.linear(path + "." + name, linear);
    }

    private void pooler(Lines init, Lines run, String path, Layer.Pooler pooler) {
        run.line(pooled(pooler.pooling()), pooler.pooling() == Pooling.FIRST ? "(B, C)" : "padding has no say: (B, C)");
        Layer.@Nullable Linear linear = pooler.dense();
        if (linear != null) {
            boolean shared = names.knows(linear.weight());
            if (shared) {
                String first = names.of(linear.weight());
                ties.add(path + ".pooler = self." + tieTarget(first.substring(0, first.lastIndexOf('.'))));
            }
            dense(init, path, "pooler", linear);
        }
        String x = linear == null ? "x" : "self.pooler(x)";
        String pooled = PythonParts.activation(pooler.activation(), x);
        if (!pooled.equals("x")) {
            run.line("x = " + pooled);
        }
    }

    private static String pooled(Pooling pooling) {
        return switch (pooling) {
            case FIRST -> "x = x[:, 0]";
            case LAST -> "x = x[torch.arange(len(x), device=x.device), real.sum(1) - 1]";
            case MEAN -> "x = (x * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)";
        };
    }

    private void model() {
        boolean typed = blueprint.layers().anyMatch(Layer.TokenTypeEmbedding.class::isInstance);
        Lines out = new Lines();
        out.module("Model", "The whole: " + (both ? "encoder, decoder" : "trunk") + " and heads.");
        if (both) {
            out.line("self.encoder = Encoder()").line("self.decoder = Decoder()");
        } else {
            out.line("self.trunk = Trunk()");
        }
        out.line("self.heads = nn.ModuleList([" + heads() + "])");
        ties.forEach(tie -> out.line("self." + tieTarget(tie)));
        String masks = "attention_mask=None";
        out.forward(
                both
                        ? "input_ids, decoder_input_ids, " + masks + ", decoder_" + masks
                        : "input_ids, " + masks + (typed ? ", token_type_ids=None" : ""),
                "masks: ones, then zeros at padding");
        out.line("real = mask_of(input_ids, attention_mask)", "(B, T), True where there is a token");
        if (both) {
            out.line("memory = self.encoder(input_ids, real)", "(B, S, C)");
            out.line("written = mask_of(decoder_input_ids, decoder_attention_mask)");
            out.line("x = self.decoder(decoder_input_ids, written, memory, real)", "(B, T, C)");
            out.line("real = written");
        } else {
            if (typed) {
                out.line("types = torch.zeros_like(input_ids) if token_type_ids is None else token_type_ids");
            }
            out.line("x = self.trunk(input_ids, real" + (typed ? ", types" : "") + ")", "(B, T, C)");
        }
        switch (blueprint.heads().size()) {
            case 0 -> out.line("return x");
            case 1 -> out.line("return self.heads[0](x, real)");
            default -> out.line("return {name: head(x, real) for name, head in zip(HEAD_NAMES, self.heads)}");
        }
        classes.add(out.end().toString());
    }

    private String heads() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < blueprint.heads().size(); i++) {
            made.add("Head" + i + "()");
        }
        return String.join(", ", made);
    }

    /// `heads.0.scores.weight` as `heads[0].scores.weight`.
    private static String tieTarget(String tie) {
        return tie.replaceAll("\\bheads\\.(\\d+)\\.", "heads[$1].");
    }
}
