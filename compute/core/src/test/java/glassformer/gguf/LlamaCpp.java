package glassformer.gguf;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What llama.cpp computes from a file, written from its graphs of `gpt2`, `llama` and `bert` and in double precision:
/// it knows nothing of blueprints, only the file's tensors and keys.
final class LlamaCpp {
    private final GgufFile file;
    private final String architecture;
    private final int heads;
    private final int kvHeads;
    private final int dim;
    private final int size;
    private final double epsilon;

    LlamaCpp(GgufFile file) {
        this.file = file;
        this.architecture = ((GgufValue.Text) key("general.architecture")).value();
        this.heads = (int) number("attention.head_count");
        this.kvHeads = (int) number("attention.head_count_kv");
        this.dim = (int) number("embedding_length");
        this.size = dim / heads;
        this.epsilon = number(
                architecture.equals("llama") ? "attention.layer_norm_rms_epsilon" : "attention.layer_norm_epsilon");
    }

    /// `(T, V)`, of `bert` the hidden states `(T, C)`.
    double[][] read(int... ids) {
        double[][] x = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            x[t] = row("token_embd.weight", ids[t]);
            if (has("position_embd.weight")) {
                add(x[t], row("position_embd.weight", t));
            }
            if (architecture.equals("bert")) {
                add(x[t], row("token_types.weight", 0));
            }
        }
        if (architecture.equals("bert")) {
            x = norm("token_embd_norm", x);
        }
        for (int block = 0; block < number("block_count"); block++) {
            x = block("blk." + block + ".", x);
        }
        return architecture.equals("bert")
                ? x
                : linear(has("output.weight") ? "output" : "token_embd", norm("output_norm", x));
    }

    private double[][] block(String blk, double[][] x) {
        boolean after = architecture.equals("bert");
        double[][] mixed = attention(blk, after ? x : norm(blk + "attn_norm", x));
        double[][] between = sum(x, mixed);
        between = after ? norm(blk + "attn_output_norm", between) : between;
        double[][] inner = linear(blk + "ffn_up", after ? between : norm(blk + "ffn_norm", between));
        double[][] gate =
                architecture.equals("llama") ? linear(blk + "ffn_gate", norm(blk + "ffn_norm", between)) : inner;
        for (int t = 0; t < inner.length; t++) {
            for (int i = 0; i < inner[t].length; i++) {
                inner[t][i] = architecture.equals("llama") ? silu(gate[t][i]) * inner[t][i] : gelu(inner[t][i]);
            }
        }
        double[][] end = sum(between, linear(blk + "ffn_down", inner));
        return after ? norm(blk + "layer_output_norm", end) : end;
    }

    private double[][] attention(String blk, double[][] x) {
        int width = heads * size;
        int keyWidth = kvHeads * size;
        double[][] q;
        double[][] k;
        double[][] v;
        if (has(blk + "attn_qkv.weight")) {
            double[][] all = linear(blk + "attn_qkv", x);
            q = columns(all, 0, width);
            k = columns(all, width, keyWidth);
            v = columns(all, width + keyWidth, keyWidth);
        } else {
            q = linear(blk + "attn_q", x);
            k = linear(blk + "attn_k", x);
            v = linear(blk + "attn_v", x);
        }
        if (architecture.equals("llama")) {
            turn(q);
            turn(k);
        }
        double[][] mixed = new double[x.length][width];
        for (int head = 0; head < heads; head++) {
            int from = head * size;
            int other = head / (heads / kvHeads) * size;
            for (int t = 0; t < x.length; t++) {
                int seen = architecture.equals("bert") ? x.length : t + 1;
                double[] pattern = new double[seen];
                double total = 0;
                for (int s = 0; s < seen; s++) {
                    double score = 0;
                    for (int i = 0; i < size; i++) {
                        score += q[t][from + i] * k[s][other + i];
                    }
                    pattern[s] = Math.exp(score / Math.sqrt(size));
                    total += pattern[s];
                }
                for (int s = 0; s < seen; s++) {
                    for (int i = 0; i < size; i++) {
                        mixed[t][from + i] += pattern[s] / total * v[s][other + i];
                    }
                }
            }
        }
        return linear(blk + "attn_output", mixed);
    }

    /// Neighbours are a pair.
    private void turn(double[][] x) {
        double base = number("rope.freq_base");
        int turned = (int) number("rope.dimension_count");
        for (int t = 0; t < x.length; t++) {
            for (int from = 0; from < x[t].length; from += size) {
                for (int i = 0; i < turned; i += 2) {
                    double angle = t * Math.pow(base, -(double) i / turned);
                    double a = x[t][from + i];
                    double b = x[t][from + i + 1];
                    x[t][from + i] = a * Math.cos(angle) - b * Math.sin(angle);
                    x[t][from + i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
                }
            }
        }
    }

    private double[][] norm(String name, double[][] x) {
        double[] scale = all(name + ".weight");
        double[] shift = has(name + ".bias") ? all(name + ".bias") : new double[dim];
        double[][] out = new double[x.length][dim];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double value : x[t]) {
                mean += architecture.equals("llama") ? 0 : value / dim;
            }
            double square = 0;
            for (double value : x[t]) {
                square += (value - mean) * (value - mean) / dim;
            }
            for (int i = 0; i < dim; i++) {
                out[t][i] = (x[t][i] - mean) / Math.sqrt(square + epsilon) * scale[i] + shift[i];
            }
        }
        return out;
    }

    private double[][] linear(String name, double[][] x) {
        double[] weight = all(name + ".weight");
        double @Nullable [] bias = has(name + ".bias") ? all(name + ".bias") : null;
        int in = x[0].length;
        int outs = weight.length / in;
        double[][] y = new double[x.length][outs];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < outs; o++) {
                y[t][o] = bias == null ? 0 : bias[o];
                for (int i = 0; i < in; i++) {
                    y[t][o] += weight[o * in + i] * x[t][i];
                }
            }
        }
        return y;
    }

    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static void add(double[] to, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += values[i];
        }
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][];
        for (int t = 0; t < a.length; t++) {
            sum[t] = a[t].clone();
            add(sum[t], b[t]);
        }
        return sum;
    }

    private static double[][] columns(double[][] x, int from, int count) {
        double[][] part = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            part[t] = java.util.Arrays.copyOfRange(x[t], from, from + count);
        }
        return part;
    }

    private double[] row(String name, int row) {
        return java.util.Arrays.copyOfRange(all(name), row * dim, (row + 1) * dim);
    }

    private double[] all(String name) {
        float[] values = file.read(name).values();
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private boolean has(String tensor) {
        return file.tensors().containsKey(tensor);
    }

    private GgufValue key(String name) {
        return Objects.requireNonNull(file.metadata().get(name), name);
    }

    private double number(String name) {
        return switch (key(architecture + "." + name)) {
            case GgufValue.Whole(ValueKind kind, long value) -> value;
            case GgufValue.Real(ValueKind kind, double value) -> value;
            default -> throw new IllegalStateException(name + " is no number");
        };
    }
}
