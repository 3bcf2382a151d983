package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Weight;
import glassformer.engine.Optimizer;
import glassformer.engine.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A blueprint as a program for texts of one shape, and where in its arrays to find what.
///
/// @param inputs  whole numbers that change from run to run, see [Slots]
/// @param hyper   the other numbers that do
/// @param results see [Slots#result]
/// @param values  everything between the layers
/// @param hidden  the trunk's output, `(B T, C)`
/// @param scores  each head's by name
record ModelProgram(
        Program program,
        Slots slots,
        Shape shape,
        Ints inputs,
        Floats hyper,
        Floats results,
        Floats values,
        Value hidden,
        Map<String, Value> scores,
        List<AttentionTape.Look> looks,
        List<Walk.Stage> stages,
        List<Value> sites) {
    private static final int PIECE = 1024;

    /// For what needs no slopes: scores, losses, patterns.
    static ModelProgram forward(Blueprint blueprint, Layout layout, Floats weights, Shape shape) {
        return new Making(blueprint, layout, shape, 0, weights, null, false, none -> false, List.of()).whole();
    }

    /// For a step of training, in one piece.
    static ModelProgram training(
            Blueprint blueprint, Layout layout, Store store, Shape shape, UpdateRule rule, List<Weight> trained) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        trained.forEach(weight -> numbers.put(weight.name(), numbers.size()));
        Making making = new Making(
                blueprint,
                layout,
                shape,
                trained.size(),
                store.live(),
                store,
                true,
                weight -> numbers.containsKey(weight.name()),
                List.of());
        making.clear();
        ModelProgram forward = making.whole();
        making.tape.rewind();
        making.update(rule, trained, numbers);
        return making.finished(forward);
    }

    /// For a head that reads other vectors than the trunk's.
    ///
    /// @param vectors `(B T, C)`
    static ModelProgram head(
            Blueprint blueprint, Layout layout, Floats weights, Shape shape, String head, Floats vectors) {
        Making making = new Making(blueprint, layout, shape, 0, weights, null, false, none -> false, List.of());
        Tape tape = making.tape;
        Value hidden = tape.value(shape.tokens(), blueprint.config().dim());
        tape.call(Elements.scale(vectors, tape.values, 0, hidden.at(), 1, 0, hidden.size()));
        Value scores = making.walk.head(blueprint.head(head), hidden);
        return making.finished(making.described(hidden, Map.of(head, scores)));
    }

    /// For tokens that continue a text: the scores of the first head.
    ///
    /// @param caches of each attention of the decoder
    static ModelProgram decoding(
            Blueprint blueprint, Layout layout, Floats weights, Shape shape, List<AttentionTape.Cache> caches) {
        Making making =
                new Making(blueprint, layout, shape, 0, weights, null, false, none -> false, new ArrayList<>(caches));
        Value hidden = making.walk.trunk(blueprint.trunk());
        Head head = blueprint.heads().getFirst();
        Value scores = making.walk.head(head, hidden);
        return making.finished(making.described(hidden, Map.of(head.name(), scores)));
    }

    /// For the slope of one text's score by its tokens' vectors.
    ///
    /// @param model    its [#hidden] are the vectors
    /// @param slopes   those of every value, in the same places
    /// @param of       which score is meant: 1 there, 0 elsewhere
    record Salience(ModelProgram model, Floats slopes, Floats of) {}

    static Salience salience(Blueprint blueprint, Layout layout, Floats weights, Shape shape, Head head) {
        Making making = new Making(blueprint, layout, shape, 0, weights, null, true, none -> false, List.of());
        Tape tape = making.tape;
        Value scores = making.walk.head(head, making.walk.trunk(blueprint.trunk()));
        Floats of = new Floats("of", Transfer.EACH, scores.size());
        tape.adding(scores);
        tape.call(Elements.scale(of, tape.slopes, 0, scores.at(), 1, 0, scores.size()));
        tape.rewind();
        ModelProgram model = making.finished(making.described(making.walk.embedded(), Map.of(head.name(), scores)));
        return new Salience(model, tape.slopes, of);
    }

    private static final class Making {
        private final Blueprint blueprint;
        private final Layout layout;
        private final Shape shape;
        private final Slots slots;
        private final Floats hyper = new Floats("hyper", Transfer.EACH, 1);
        private final Floats results = new Floats("results", Transfer.NEVER, 1);
        private final Floats sums = new Floats("sums", Transfer.NEVER, 1);
        private final @Nullable Store store;
        private final List<AttentionTape.@Nullable Cache> caches;
        private final Tape tape;
        private final Walk walk;

        Making(
                Blueprint blueprint,
                Layout layout,
                Shape shape,
                int tensors,
                Floats weights,
                @Nullable Store store,
                boolean trains,
                Predicate<Weight> trained,
                List<AttentionTape.@Nullable Cache> caches) {
            this.blueprint = blueprint;
            this.layout = layout;
            this.shape = shape;
            this.store = store;
            this.caches = caches;
            this.slots = new Slots(blueprint, shape, tensors);
            this.tape = new Tape(layout, weights, store == null ? weights : store.gradient(), trains, trained);
            this.walk = new Walk(tape, blueprint, slots, shape, caches);
        }

        ModelProgram whole() {
            Value hidden = walk.trunk(blueprint.trunk());
            Map<String, Value> scores = new LinkedHashMap<>();
            for (int i = 0; i < blueprint.heads().size(); i++) {
                Head head = blueprint.heads().get(i);
                Value one = walk.head(head, hidden);
                scores.put(head.name(), one);
                walk.loss(head, i, one, hyper, results);
            }
            ModelProgram made = described(hidden, scores);
            return tape.trains() ? made : finished(made);
        }

        ModelProgram described(Value hidden, Map<String, Value> scores) {
            return new ModelProgram(
                    new Program(List.of(), List.of(), results),
                    slots,
                    shape,
                    tape.inputs,
                    hyper,
                    results,
                    tape.values,
                    hidden,
                    scores,
                    walk.looks(),
                    walk.stages(),
                    walk.sites());
        }

        ModelProgram finished(ModelProgram made) {
            hyper.fill(new float[slots.hypers()]);
            results.fill(new float[slots.results()]);
            List<Floats> kept = new ArrayList<>(List.of(tape.values));
            if (tape.trains()) {
                kept.add(tape.slopes);
            }
            if (store != null) {
                kept = new ArrayList<>(List.of(store.live(), store.gradient(), store.first(), store.second()));
                if (store.mean() != store.live()) {
                    kept.add(store.mean());
                }
            }
            if (!caches.isEmpty()) {
                kept.add(Objects.requireNonNull(caches.getFirst()).array());
            }
            List<Call> calls = tape.finish(slots.wholes());
            boolean losses = calls.stream().anyMatch(call -> call.floats().contains(results));
            Floats result = losses ? results : tape.values;
            kept.remove(result);
            return new ModelProgram(
                    new Program(calls, kept, result),
                    slots,
                    shape,
                    tape.inputs,
                    hyper,
                    results,
                    tape.values,
                    made.hidden(),
                    made.scores(),
                    made.looks(),
                    made.stages(),
                    made.sites());
        }

        void clear() {
            tape.call(Updates.clear(tape.gradient, tape.inputs, Slots.BEGINS, layout.size()));
        }

        void update(UpdateRule rule, List<Weight> trained, Map<String, Integer> numbers) {
            Store all = Objects.requireNonNull(store);
            int tableAt = tape.entries();
            int pieces = 0;
            for (Weight weight : trained) {
                int at = layout.at(weight);
                int end = at + Math.toIntExact(weight.size());
                int number = Objects.requireNonNull(numbers.get(weight.name()));
                for (int from = at; from < end; from += PIECE) {
                    tape.entries(number, from, Math.min(end, from + PIECE), weight.decays() ? 1 : 0);
                    pieces++;
                }
            }
            sums.fill(new float[3 * pieces]);
            tape.call(Updates.measure(all.live(), all.gradient(), sums, tape.table, tableAt, pieces, pieces));
            tape.call(Softmaxes.total(sums, results, 0, 0, pieces, 3));
            tape.call(Updates.change(
                    all.live(),
                    // No kernel may get an array once more behind one that it writes.
                    all.mean() == all.live() ? new Floats("none", Transfer.NEVER, 1) : all.mean(),
                    all.gradient(),
                    all.first(),
                    all.second(),
                    tape.table,
                    hyper,
                    results,
                    tape.inputs,
                    tableAt,
                    slots.rates(),
                    Slots.ENDS,
                    kind(rule.optimizer()),
                    rule.averages() ? 1 : 0,
                    pieces));
        }

        private static int kind(Optimizer optimizer) {
            return switch (optimizer) {
                case Optimizer.Sgd sgd ->
                    sgd.momentum() == 0 ? Updates.PLAIN_SGD : sgd.nesterov() ? Updates.NESTEROV : Updates.SGD;
                case Optimizer.Adam adam -> Updates.ADAM;
                case Optimizer.AdamW adamw -> Updates.ADAMW;
                case Optimizer.RmsProp rmsProp -> Updates.RMSPROP;
                case Optimizer.Adagrad adagrad -> Updates.ADAGRAD;
                case Optimizer.Lion lion -> Updates.LION;
            };
        }
    }
}
