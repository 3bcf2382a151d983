package glassformer.task;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Tokens;
import java.util.List;

/// Shapes examples that are a text or a pair with something to say about it as a whole.
interface TextShaping extends Shaping {
    Texts texts();

    /// @throws glassformer.BadInputException for an example of another task
    Input input(Example example);

    /// @param tokens what is read of each of the examples
    Batch batch(Tokens tokens, List<Example> examples);

    default List<Input> inputs(List<Example> examples) {
        return examples.stream().map(this::input).toList();
    }

    @Override
    default Batch batch(List<Example> examples) {
        return batch(texts().tokens(inputs(examples)), examples);
    }

    @Override
    default Batch drawn(List<Example> examples, long seed, long firstPlace) {
        return batch(texts().drawn(inputs(examples), seed, firstPlace), examples);
    }

    /// Each window with the answer of its text.
    @Override
    default List<Batch> whole(List<Example> examples, int batchSize) {
        return texts().whole(examples, this::input, batchSize, this::batch);
    }

    @Override
    default int quick() {
        return 500;
    }
}
