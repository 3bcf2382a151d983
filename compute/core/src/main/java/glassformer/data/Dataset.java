package glassformer.data;

import glassformer.BadInputException;
import java.util.List;

/// Examples of one kind, under a name for errors.
///
/// @param examples one or more
public record Dataset(String name, List<Example> examples) {
    public Dataset {
        examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new BadInputException(name + " holds no examples; it needs at least one.");
        }
    }

    /// The first examples.
    public List<Example> preview(int count) {
        return examples.subList(0, Math.min(count, examples.size()));
    }

    public int size() {
        return examples.size();
    }
}
