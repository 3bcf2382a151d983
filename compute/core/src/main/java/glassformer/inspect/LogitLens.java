package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a model would say if it ended after each of its blocks: the residual stream there, through the last norm and
/// the head (nostalgebraist 2020, "interpreting GPT: the logit lens"). The last row is what the model says.
///
/// @param head   the model's head, such as `lm`
/// @param stages after how many blocks each row is: 0 is the embedding
/// @param rows   `rows[stage][place]`
public record LogitLens(String head, List<Integer> stages, List<List<Guess>> rows) {
    /// How many tokens are kept of each place.
    public static final int TOP = 5;

    /// The softmax of the logits at one place.
    ///
    /// @param ids           the likeliest tokens, the first one first
    /// @param probabilities theirs
    /// @param target        the probability of the place's target, see [ReadText#targets]; NaN where it has none
    public record Guess(List<Integer> ids, List<Double> probabilities, double target) {
        public Guess {
            ids = List.copyOf(ids);
            probabilities = List.copyOf(probabilities);
        }
    }

    public LogitLens {
        stages = List.copyOf(stages);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// @throws BadInputException where no head scores the vocabulary at each place
    public static LogitLens of(ModelSession session, ReadText text) {
        Blueprint blueprint = session.blueprint();
        Head head = head(blueprint);
        Trace trace = session.trace(text.input(), text.decoder());
        List<Writer> writers = Writer.of(blueprint);
        List<Integer> stages = new ArrayList<>(List.of(0));
        List<Tensor> streams = new ArrayList<>(
                List.of(trace.stages().get(writers.getFirst().stage()).before()));
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            if (i + 1 == writers.size() || writers.get(i + 1).block() > writer.block()) {
                stages.add(writer.block() + 1);
                streams.add(trace.stages().get(writer.stage()).after());
            }
        }
        List<Norms> last = lastNorms(session);
        List<List<Guess>> rows = streams.stream()
                .map(stream -> guesses(session.scores(normed(stream, last), head.name()), text.targets()))
                .toList();
        return new LogitLens(head.name(), stages, rows);
    }

    private static Head head(Blueprint blueprint) {
        return blueprint.heads().stream()
                .filter(head -> head.labels() == LabelKind.TOKENS
                        && head.layers().layers().getLast() instanceof Layer.OutputHead)
                .findFirst()
                .orElseThrow(() -> new BadInputException("The model has no head that says tokens: the logit lens is"
                        + " there for language models, masked ones and translations."));
    }

    /// What follows the last block.
    private static List<Norms> lastNorms(ModelSession session) {
        List<Layer> trunk = session.blueprint().trunk().layers();
        int after = 1
                + IntStream.range(0, trunk.size())
                        .filter(i -> trunk.get(i) instanceof Layer.Block)
                        .max()
                        .orElseThrow();
        List<Layer.Norm> norms = trunk.subList(after, trunk.size()).stream()
                .filter(Layer.Norm.class::isInstance)
                .map(Layer.Norm.class::cast)
                .toList();
        return norms.isEmpty()
                ? List.of()
                : norms.stream().map(norm -> Norms.of(norm, session.weights())).toList();
    }

    private static Tensor normed(Tensor stream, List<Norms> norms) {
        if (norms.isEmpty()) {
            return stream;
        }
        int width = stream.shape().getLast();
        float[] out = new float[stream.values().length];
        for (int t = 0; t < stream.shape().getFirst(); t++) {
            double[] x = Vectors.row(stream, t);
            for (Norms norm : norms) {
                x = norm.apply(x);
            }
            for (int c = 0; c < width; c++) {
                out[t * width + c] = (float) x[c];
            }
        }
        return new Tensor(stream.shape(), out);
    }

    private static List<Guess> guesses(Tensor scores, int[] targets) {
        return IntStream.range(0, targets.length)
                .mapToObj(t -> guess(Softmaxed.of(Vectors.row(scores, t)), targets[t]))
                .toList();
    }

    private static Guess guess(double[] probabilities, int target) {
        List<Integer> ids = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        boolean[] taken = new boolean[probabilities.length];
        for (int n = 0; n < Math.min(TOP, probabilities.length); n++) {
            int best = -1;
            for (int i = 0; i < probabilities.length; i++) {
                if (!taken[i] && (best < 0 || probabilities[i] > probabilities[best])) {
                    best = i;
                }
            }
            taken[best] = true;
            ids.add(best);
            kept.add(probabilities[best]);
        }
        return new Guess(ids, kept, target == ReadText.NONE ? Double.NaN : probabilities[target]);
    }
}
