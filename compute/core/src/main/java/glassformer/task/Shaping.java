package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgements;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How examples of one kind become batches, and how a model's answers to them are judged.
interface Shaping {
    List<HeadSpec> heads();

    Batch batch(List<Example> examples);

    /// Examples that were drawn to train on.
    ///
    /// @param firstPlace how many were drawn before, over all steps
    default Batch drawn(List<Example> examples, long seed, long firstPlace) {
        return batch(examples);
    }

    /// All of the examples, to be judged by their loss.
    ///
    /// @param batchSize sequences in each batch
    default List<Batch> whole(List<Example> examples, int batchSize) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += batchSize) {
            batches.add(batch(examples.subList(from, Math.min(from + batchSize, examples.size()))));
        }
        return batches;
    }

    /// What each head says to each example.
    ///
    /// @throws glassformer.BadInputException where an example's answer is none that the model could give
    List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress);

    /// Numbers by name.
    Map<String, Double> judge(ModelSession session, List<Example> examples);

    /// How many examples a look that must be quick may judge.
    int quick();
}
