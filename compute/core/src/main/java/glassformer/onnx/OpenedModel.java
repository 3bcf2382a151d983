package glassformer.onnx;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.LabelKind;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model's graphs in a runtime, fed as transformers.js feeds them.
public final class OpenedModel implements AutoCloseable {
    private static final String PRESENT = "present.";

    private final Blueprint blueprint;
    private final OnnxForm form;
    private final Map<String, OnnxRuntime.Session> sessions = new LinkedHashMap<>();

    /// @param folder with the files that [Precision#file] names
    public OpenedModel(OnnxRuntime runtime, Blueprint blueprint, Path folder, Precision precision) throws IOException {
        this.blueprint = blueprint;
        this.form = OnnxForm.of(blueprint);
        for (String name : form.graphs()) {
            try {
                sessions.put(name, runtime.open(folder.resolve(precision.file(name))));
            } catch (IOException e) {
                close();
                throw e;
            }
        }
    }

    /// The scores of one text or several, as [glassformer.engine.ModelSession#logits].
    ///
    /// @param first how many of the tokens are read in a first step, where there is a cache; all for one step
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String head, int first) throws IOException {
        String output = OnnxModels.output(blueprint, head);
        return switch (form) {
            case WHOLE -> run("model", Feeds.whole(input), output);
            case DECODER -> joined(inSteps("model", input, Map.of(), output, first), head);
            case ENCODER_DECODER -> {
                Map<String, OnnxArray> source = Map.of(
                        "encoder_attention_mask", Feeds.mask(input, input.length()),
                        "encoder_hidden_states", array(encoded(input)));
                Tokens text = Objects.requireNonNull(decoder);
                yield joined(inSteps("decoder_model_merged", text, source, output, first), head);
            }
        };
    }

    /// What the trunk or, where there is a decoder too, the encoder makes of texts, `(B, T, C)`.
    public Tensor hidden(Tokens input) throws IOException {
        return switch (form) {
            case WHOLE -> run("model", Feeds.whole(input), OnnxModels.HIDDEN);
            case ENCODER_DECODER -> encoded(input);
            case DECODER -> throw new IllegalStateException("a decoder gives scores only");
        };
    }

    private Tensor encoded(Tokens input) throws IOException {
        return run("encoder_model", Feeds.whole(input), OnnxModels.HIDDEN);
    }

    private List<Tensor> inSteps(String graph, Tokens text, Map<String, OnnxArray> source, String output, int first)
            throws IOException {
        List<Tensor> parts = new ArrayList<>();
        Map<String, OnnxArray> past = Feeds.nothingPast(blueprint, text.size());
        int from = 0;
        while (from < text.length()) {
            int to = from == 0 ? first : text.length();
            Map<String, OnnxArray> feeds = new HashMap<>(source);
            feeds.putAll(past);
            feeds.putAll(Feeds.step(text, from, to));
            List<String> kept = past.keySet().stream()
                    .map(name -> PRESENT + name.substring(Feeds.PAST.length()))
                    .toList();
            List<String> wanted = new ArrayList<>(kept);
            wanted.add(output);
            Map<String, Tensor> results = run(graph, feeds, wanted);
            parts.add(Objects.requireNonNull(results.get(output)));
            for (String name : kept) {
                past.put(
                        Feeds.PAST + name.substring(PRESENT.length()),
                        array(Objects.requireNonNull(results.get(name))));
            }
            from = to;
        }
        return parts;
    }

    /// The scores of all tokens, or of texts, which the last step has.
    private Tensor joined(List<Tensor> parts, String head) {
        if (parts.size() == 1 || blueprint.head(head).labels() != LabelKind.TOKENS) {
            return parts.getLast();
        }
        int size = parts.getFirst().shape().get(0);
        int classes = parts.getFirst().shape().get(2);
        int length = parts.stream().mapToInt(part -> part.shape().get(1)).sum();
        float[] values = new float[size * length * classes];
        int begin = 0;
        for (Tensor part : parts) {
            int count = part.shape().get(1) * classes;
            for (int row = 0; row < size; row++) {
                System.arraycopy(part.values(), row * count, values, row * length * classes + begin, count);
            }
            begin += count;
        }
        return Tensor.of(values, size, length, classes);
    }

    private Tensor run(String graph, Map<String, OnnxArray> feeds, String output) throws IOException {
        return Objects.requireNonNull(run(graph, feeds, List.of(output)).get(output));
    }

    private Map<String, Tensor> run(String graph, Map<String, OnnxArray> feeds, List<String> outputs)
            throws IOException {
        OnnxRuntime.Session session = Objects.requireNonNull(sessions.get(graph));
        Map<String, OnnxArray> known = new HashMap<>(feeds);
        known.keySet().retainAll(session.inputs());
        Map<String, Tensor> all = new HashMap<>();
        session.run(known, outputs).forEach((name, array) -> all.put(name, new Tensor(array.shape(), array.values())));
        return all;
    }

    private static OnnxArray array(Tensor tensor) {
        return new OnnxArray.Floats(tensor.shape(), tensor.values());
    }

    @Override
    public void close() {
        sessions.values().forEach(OnnxRuntime.Session::close);
    }
}
