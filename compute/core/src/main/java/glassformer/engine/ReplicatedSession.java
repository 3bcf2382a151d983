package glassformer.engine;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several copies of a model that train as one: each finds the gradient of its part of the micro-batches, the first
/// one adds them up and does the update, the others take over its weights before the next step. The update is that of
/// one device with the same micro-batches, but for the order of sums and for dropout, whose seeds follow from the
/// step's and each part's number. All but steps is done by the first copy alone.
///
/// @see Division
final class ReplicatedSession implements ModelSession {
    private final ParallelSession first;
    private final Starter starter;
    private final Threads threads;
    private List<Replica> others = List.of();
    private boolean behind;

    /// Starts the copies after the first one.
    @FunctionalInterface
    interface Starter {
        List<Replica> start(Weights weights);
    }

    /// Gives processors to the other copies for as long as there are any.
    interface Threads {
        Threads ALL = new Threads() {};

        default void share() {}

        default void takeBack() {}
    }

    /// @param first is closed with this
    ReplicatedSession(ParallelSession first, Starter starter, Threads threads) {
        this.first = first;
        this.starter = starter;
        this.threads = threads;
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates) {
        if (others.isEmpty()) {
            others = starter.start(first.weights());
            threads.share();
        }
        others.forEach(replica -> replica.start(rates));
        others.forEach(Replica::losses); // so that what fails does so here
        first.startTraining(rule, state, rates);
        behind = true;
    }

    @Override
    public void startTraining(UpdateRule rule, OptimizerState state, LearningRates rates, Computation computation) {
        if (!computation.equals(Computation.USUAL)) {
            throw new BadInputException("Several devices together train in " + Precision.FLOAT32.id()
                    + " and keep all activations: set training.precision to " + Precision.FLOAT32.id()
                    + " and training.activationCheckpointing to false, or train on one device.");
        }
        startTraining(rule, state, rates);
    }

    @Override
    public StepResult step(List<Batch> microBatches, StepSettings settings) {
        Division division = Division.of(microBatches, 1 + others.size());
        try {
            begin(division, settings.seed());
            List<List<Evaluation>> losses = new ArrayList<>();
            losses.add(first.losses());
            others.forEach(replica -> losses.add(replica.losses()));
            for (int i = 0; i < others.size(); i++) {
                if (!division.parts().get(i + 1).isEmpty()) {
                    first.add(others.get(i).gradient());
                }
            }
            others.forEach(Replica::forget);
            behind = true;
            return first.update(division.mean(losses), settings);
        } catch (RuntimeException e) {
            others.forEach(Replica::forget);
            first.forget();
            throw e;
        }
    }

    /// Round by round, the first copy last in each, so that all compute at the same time.
    private void begin(Division division, long seed) {
        if (behind) {
            try (TrainedValues moving = first.moving()) {
                others.forEach(replica -> replica.receive(moving));
                behind = false;
            }
        }
        for (int round = 0; round < division.rounds(); round++) {
            for (int i = 0; i < others.size(); i++) {
                List<Division.Part> parts = division.parts().get(i + 1);
                if (round < parts.size()) {
                    Division.Part part = parts.get(round);
                    boolean last = round == parts.size() - 1;
                    others.get(i).accumulate(part.batch(), 1.0 / division.total(), seed(seed, part), last);
                }
            }
            List<Division.Part> mine = division.parts().getFirst();
            if (round < mine.size()) {
                Division.Part part = mine.get(round);
                first.accumulate(part.batch(), 1.0 / division.total(), seed(seed, part));
            }
        }
    }

    private static long seed(long step, Division.Part part) {
        return SplitMix64.hash(step, part.number()) >>> 1; // engines take seeds that are not negative
    }

    @Override
    public Blueprint blueprint() {
        return first.blueprint();
    }

    @Override
    public Evaluation evaluate(Batch batch) {
        return first.evaluate(batch);
    }

    @Override
    public Tensor logits(Tokens input, @Nullable Tokens decoder, String head) {
        return first.logits(input, decoder, head);
    }

    @Override
    public Tensor hidden(Tokens input, @Nullable Tokens decoder) {
        return first.hidden(input, decoder);
    }

    @Override
    public Tensor scores(Tensor hidden, String head) {
        return first.scores(hidden, head);
    }

    @Override
    public Trace trace(Tokens input, @Nullable Tokens decoder) {
        return first.trace(input, decoder);
    }

    @Override
    public List<Tensor> attention(Tokens input, @Nullable Tokens decoder) {
        return first.attention(input, decoder);
    }

    @Override
    public InputGradient inputGradient(Tokens input, String head, int place) {
        return first.inputGradient(input, head, place);
    }

    @Override
    public Weights gradients(Batch batch) {
        return first.gradients(batch);
    }

    @Override
    public Decoding startDecoding(@Nullable Tokens source) {
        return first.startDecoding(source);
    }

    @Override
    public Weights weights() {
        return first.weights();
    }

    @Override
    public OptimizerState optimizerState() {
        return first.optimizerState();
    }

    @Override
    public void close() {
        others.forEach(Replica::close);
        threads.takeBack();
        first.close();
    }
}
