package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import java.util.List;
import java.util.Map;

/// How examples of one kind become batches, and how a model's answers to them are judged.
interface Shaping {
    List<HeadSpec> heads();

    Batch batch(List<Example> examples);

    /// Numbers by name.
    Map<String, Double> judge(ModelSession session, List<Example> examples);

    /// How many examples a look that must be quick may judge.
    int quick();
}
