package glassformer.represent;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.SinusoidTable;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.numerics.Matrix;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The vectors that a model has in tables, before it reads anything.
final class Tables {
    private final Blueprint blueprint;
    private final ModelSession session;

    Tables(ModelSession session) {
        this.session = session;
        this.blueprint = session.blueprint();
    }

    /// The token embedding's rows, those of the most frequent tokens first.
    Space tokens(Tokenizer tokenizer, long[] counts, int limit) {
        Tensor table =
                session.weights().get(first(Layer.TokenEmbedding.class).table().name());
        List<Integer> ids = IntStream.range(0, tokenizer.vocabSize())
                .boxed()
                .sorted(Comparator.comparingLong((Integer id) -> -counts[id]).thenComparing(id -> id))
                .limit(limit)
                .toList();
        int width = table.shape().get(1);
        Matrix vectors = Matrix.zeros(ids.size(), width);
        List<Entry> entries = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            int id = ids.get(row);
            entries.add(
                    new Entry(tokenizer.token(id), TokenForm.of(tokenizer, id).id(), counts[id]));
            for (int i = 0; i < width; i++) {
                vectors.values()[row * width + i] = table.values()[id * width + i];
            }
        }
        return new Space(entries, vectors);
    }

    /// A vector a place.
    ///
    /// @throws BadInputException where the model has none
    Space positions() {
        List<Layer> tables = blueprint
                .layers()
                .filter(layer -> layer instanceof Layer.LearnedPosition || layer instanceof Layer.SinusoidalPosition)
                .toList();
        if (tables.isEmpty()) {
            throw new BadInputException("The model has no vectors for places: model.position is "
                    + blueprint.config().position().id() + ", but must be learned or sinusoidal for a map of them.");
        }
        int length = blueprint.config().contextLength();
        Matrix vectors =
                switch (tables.getFirst()) {
                    case Layer.LearnedPosition learned -> {
                        Tensor table = session.weights().get(learned.table().name());
                        int width = table.shape().get(1);
                        yield Matrix.of(
                                length,
                                width,
                                java.util.Arrays.copyOfRange(
                                        table.values(), learned.offset() * width, (learned.offset() + length) * width));
                    }
                    case Layer.SinusoidalPosition sinusoids ->
                        Matrix.of(length, sinusoids.dim(), SinusoidTable.of(sinusoids));
                    default -> throw new IllegalStateException("no table of places");
                };
        return new Space(
                IntStream.range(0, length)
                        .mapToObj(place -> new Entry(Integer.toString(place), "", place))
                        .toList(),
                vectors);
    }

    private <T extends Layer> T first(Class<T> type) {
        return blueprint
                .layers()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
