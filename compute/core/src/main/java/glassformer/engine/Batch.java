package glassformer.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Texts and what the heads should say about them. The loss is the sum of each head's, times its weight; heads
/// without labels take no part.
///
/// @param input   the text, or an encoder-decoder's source
/// @param decoder what an encoder-decoder's decoder reads; null for other models
/// @param labels  at most one for each head
public record Batch(Tokens input, @Nullable Tokens decoder, List<Labels> labels) {
    public Batch {
        labels = List.copyOf(labels);
        if (decoder != null && decoder.size() != input.size()) {
            throw new IllegalArgumentException(input.size() + " sources have " + decoder.size() + " texts to decode");
        }
        Tokens read = decoder == null ? input : decoder;
        Set<String> heads = new HashSet<>();
        for (Labels label : labels) {
            int size = label instanceof Labels.Classes classes ? classes.labels().length : label.count();
            if (size != read.size() && size != read.size() * read.length()) {
                throw new IllegalArgumentException("the head " + label.head() + " has " + size + " labels, not "
                        + read.size() + " or " + read.size() * read.length());
            }
            if (!heads.add(label.head())) {
                throw new IllegalArgumentException("the head " + label.head() + " has labels twice");
            }
        }
    }

    /// For a language model.
    ///
    /// @param inputs  (B, T) row-major
    /// @param targets (B, T) row-major, the next token at each place
    public static Batch nextTokens(int[] inputs, int[] targets, int size, int length) {
        return new Batch(Tokens.of(inputs, size, length), null, List.of(new Labels.Classes("lm", targets)));
    }

    /// Micro-batches with the same mean loss and gradient as these, in smaller parts. Since each part's loss is a mean
    /// over its own labels, one with more of them weighs more.
    ///
    /// @param mostTexts in a part, at least 1
    public static List<Batch> split(List<Batch> microBatches, int mostTexts) {
        int parts = microBatches.stream()
                .mapToInt(batch -> Math.ceilDiv(batch.size(), mostTexts))
                .sum();
        if (parts == microBatches.size()) {
            return microBatches;
        }
        double scale = (double) parts / microBatches.size();
        List<Batch> all = new ArrayList<>();
        for (Batch batch : microBatches) {
            all.addAll(batch.pieces(Math.ceilDiv(batch.size(), mostTexts), scale));
        }
        return all;
    }

    /// Parts of nearly equal numbers of texts, at most one for each text.
    ///
    /// @param scale see [#part]
    List<Batch> pieces(int count, double scale) {
        List<Batch> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(part(size() * i / count, size() * (i + 1) / count, scale));
        }
        return all;
    }

    /// @param scale of each label's share of the whole batch's
    private Batch part(int from, int to, double scale) {
        List<Labels> parts = new ArrayList<>();
        for (Labels whole : labels) {
            int count = whole.ofTexts(from, to, size(), 1).count();
            double share = whole.count() == 0 ? 1 : (double) count / whole.count();
            parts.add(whole.ofTexts(from, to, size(), scale * share * whole.weight()));
        }
        return new Batch(input.rows(from, to), decoder == null ? null : decoder.rows(from, to), parts);
    }

    /// How many texts.
    public int size() {
        return input.size();
    }

    /// How many real tokens are read, on both sides.
    public int tokens() {
        return input.count() + (decoder == null ? 0 : decoder.count());
    }

    /// One text with its labels, without its padding.
    public Batch row(int row) {
        Tokens read = decoder == null ? input : decoder;
        return new Batch(
                input.row(row),
                decoder == null ? null : decoder.row(row),
                labels.stream().map(label -> row(label, row, read)).toList());
    }

    private static Labels row(Labels labels, int row, Tokens read) {
        return switch (labels) {
            case Labels.Values values ->
                new Labels.Values(values.head(), new float[] {values.values()[row]}, values.weight());
            case Labels.Classes classes -> {
                boolean ofTexts = classes.labels().length == read.size();
                int from = ofTexts ? row : row * read.length();
                int to = from + (ofTexts ? 1 : read.lengthOf(row));
                yield new Labels.Classes(
                        classes.head(),
                        Arrays.copyOfRange(classes.labels(), from, to),
                        classes.weight(),
                        classes.smoothing());
            }
        };
    }
}
