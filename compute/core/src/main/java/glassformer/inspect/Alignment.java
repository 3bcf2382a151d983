package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which tokens of a source an encoder-decoder looked at while it wrote each token of its translation: its
/// cross-attention, the mean over a layer's heads (Bahdanau et al. 2015 read it as an alignment).
///
/// @param source the source's tokens, its end included // (S)
/// @param wrote  the translation's tokens, its end included if it has one // (T)
/// @param layers of each layer of the decoder, for each written token the share of each source token // (L, T, S)
/// @param cut    whether the source was longer than the model's context
public record Alignment(List<String> source, List<String> wrote, List<List<List<Double>>> layers, boolean cut) {
    /// @throws BadInputException where the model does not translate, or the text is empty
    public static Alignment of(ModelSession session, Tokenizer tokenizer, String text) {
        if (!session.blueprint().hasEncoder()) {
            throw new BadInputException("Only an encoder-decoder aligns what it writes with what it read.");
        }
        Attention attention = Attention.of(session, tokenizer, text);
        AttentionGroup cross = attention.groups().stream()
                .filter(group -> group.kind() == AttentionGroup.Kind.CROSS)
                .findFirst()
                .orElseThrow();
        return new Alignment(
                cross.columns(),
                cross.rows(),
                cross.patterns().stream().map(Alignment::meanOfHeads).toList(),
                attention.cut());
    }

    public Alignment {
        source = List.copyOf(source);
        wrote = List.copyOf(wrote);
        layers = List.copyOf(layers);
    }

    /// The mean over all layers. // (T, S)
    public List<List<Double>> mean() {
        return IntStream.range(0, wrote.size())
                .mapToObj(t -> IntStream.range(0, source.size())
                        .mapToObj(s -> layers.stream()
                                .mapToDouble(layer -> layer.get(t).get(s))
                                .average()
                                .orElse(0))
                        .toList())
                .toList();
    }

    /// For each written token the place of the source token that most of the mean looks at. // (T)
    public List<Integer> strongest() {
        return mean().stream()
                .map(row ->
                        IntStream.range(0, row.size()).reduce(0, (best, s) -> row.get(s) > row.get(best) ? s : best))
                .toList();
    }

    private static List<List<Double>> meanOfHeads(Tensor pattern) {
        int heads = pattern.shape().get(0);
        int rows = pattern.shape().get(1);
        int columns = pattern.shape().get(2);
        List<List<Double>> mean = new ArrayList<>();
        for (int t = 0; t < rows; t++) {
            List<Double> row = new ArrayList<>();
            for (int s = 0; s < columns; s++) {
                double sum = 0;
                for (int h = 0; h < heads; h++) {
                    sum += pattern.values()[(h * rows + t) * columns + s];
                }
                row.add(sum / heads);
            }
            mean.add(row);
        }
        return mean;
    }
}
