package glassformer.represent;

import glassformer.BadInputException;
import glassformer.engine.ModelSession;
import glassformer.represent.LayerReader.Reading;
import glassformer.text.Progress;
import glassformer.text.TokenSpan;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A model's vectors of one kind in every layer: 0 is what the embedding gives, `n` what the residual stream holds
/// after block `n`, before the last norm.
public final class ModelVectors {
    private final VectorKind kind;
    private final int layers;
    private final @Nullable Space table;
    private final @Nullable Means means;
    private final List<Entry> entries;

    private ModelVectors(
            VectorKind kind, int layers, @Nullable Space table, @Nullable Means means, List<Entry> entries) {
        this.kind = kind;
        this.layers = layers;
        this.table = table;
        this.means = means;
        this.entries = entries;
    }

    /// Reads the texts with the model, where the kind needs it.
    ///
    /// @param texts   not needed for positions
    /// @param limit   how many vectors at most, the most frequent first
    /// @param reading whether tokens are followed through the layers, too; other kinds need no word for it
    /// @throws BadInputException                           where there is nothing of the kind
    /// @throws java.util.concurrent.CancellationException where the progress asks for it
    public static ModelVectors of(
            ModelSession session,
            Tokenizer tokenizer,
            VectorKind kind,
            List<SourceText> texts,
            int limit,
            boolean reading,
            Progress progress) {
        LayerReader reader = new LayerReader(session, tokenizer);
        return switch (kind) {
            case POSITIONS -> new ModelVectors(kind, 1, new Tables(session).positions(), null, List.of());
            case TOKENS -> {
                long[] counts = new long[tokenizer.vocabSize()];
                texts.forEach(text -> tokenizer.spans(text.text()).forEach(span -> counts[span.id()]++));
                Space table = new Tables(session).tokens(tokenizer, counts, limit);
                yield reading
                        ? new Pass(reader, texts, progress).tokens(tokenizer, table)
                        : new ModelVectors(kind, reader.layers(), table, null, List.of());
            }
            case WORDS -> new Pass(reader, texts, progress).words(tokenizer, limit);
            case SENTENCES -> new Pass(reader, texts, progress).sentences(limit);
        };
    }

    /// How many there are, the embedding included; 1 for positions.
    public int layers() {
        return layers;
    }

    /// @throws BadInputException where there is no such layer
    public Space at(int layer) {
        if (layer < 0 || layer >= layers) {
            throw new BadInputException(
                    layers == 1
                            ? "Vectors of " + kind.id() + " are there in layer 0 only, not in " + layer + "."
                            : "The model has the layers 0 (its embedding) to " + (layers - 1) + ", not " + layer + ".");
        }
        if (layer == 0 && table != null) {
            return table;
        }
        if (means == null) {
            throw new IllegalStateException("the texts were not read");
        }
        return new Space(entries, means.at(layer));
    }

    /// Whether other layers than the first can be asked for.
    public boolean wasRead() {
        return means != null;
    }

    /// One reading of all texts.
    private record Pass(LayerReader reader, List<SourceText> texts, Progress progress) {
        ModelVectors tokens(Tokenizer tokenizer, Space table) {
            Map<String, Integer> byName = new HashMap<>();
            IntStream.range(0, table.size())
                    .forEach(i -> byName.put(table.entries().get(i).name(), i));
            Means means = new Means(table.size());
            each((text, reading) -> {
                for (int i = 0; i < reading.spans().size(); i++) {
                    int id = reading.spans().get(i).id();
                    Integer index = byName.get(tokenizer.token(id));
                    if (index != null) {
                        means.add(index, reading.layers(), new int[] {i});
                    }
                }
            });
            return of(VectorKind.TOKENS, table, means, table.entries());
        }

        ModelVectors words(Tokenizer tokenizer, int limit) {
            Occurrences all = new Occurrences();
            texts.forEach(text -> all.add(Occurrences.words(text.text(), tokenizer.spans(text.text())), text.group()));
            List<Entry> entries = all.most(limit);
            Map<String, Integer> byName = new HashMap<>();
            IntStream.range(0, entries.size())
                    .forEach(i -> byName.put(entries.get(i).name(), i));
            Means means = new Means(entries.size());
            each((text, reading) -> {
                for (Occurrences.Found word : Occurrences.words(text.text(), reading.spans())) {
                    Integer index = byName.get(word.name());
                    if (index != null) {
                        means.add(index, reading.layers(), word.places());
                    }
                }
            });
            return of(VectorKind.WORDS, null, means, entries);
        }

        ModelVectors sentences(int limit) {
            List<SourceText> some = texts.subList(0, Math.min(limit, texts.size()));
            List<Entry> entries = new ArrayList<>();
            Means means = new Means(some.size());
            new Pass(reader, some, progress).each((text, reading) -> {
                means.add(
                        entries.size(),
                        reading.layers(),
                        IntStream.range(0, reading.spans().size()).toArray());
                entries.add(new Entry(text.text(), text.group(), reading.spans().size()));
            });
            return of(VectorKind.SENTENCES, null, means, entries);
        }

        private ModelVectors of(VectorKind kind, @Nullable Space table, Means means, List<Entry> all) {
            List<Entry> there = IntStream.range(0, all.size())
                    .filter(means::has)
                    .mapToObj(all::get)
                    .toList();
            if (there.isEmpty()) {
                throw new BadInputException("The texts have no " + kind.id() + " to make a map of.");
            }
            return new ModelVectors(kind, reader.layers(), table, means, there);
        }

        private interface Use {
            void of(SourceText text, Reading reading);
        }

        /// Texts without a token are passed over.
        private void each(Use use) {
            for (int i = 0; i < texts.size(); i++) {
                progress.step((double) i / texts.size());
                Reading reading = reader.read(texts.get(i).text());
                List<TokenSpan> spans = reading.spans();
                if (!spans.isEmpty()) {
                    use.of(texts.get(i), reading);
                }
            }
        }
    }
}
