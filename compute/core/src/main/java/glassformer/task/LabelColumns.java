package glassformer.task;

import glassformer.BadInputException;
import glassformer.settings.Values;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Which columns are learned together.
///
/// @param names   two or more
/// @param weights of each column in the loss, above 0
record LabelColumns(List<String> names, List<Double> weights) {
    static final String KEY = "data.labelColumns";
    static final String WEIGHTS = "data.taskWeights";

    LabelColumns {
        names = List.copyOf(names);
        weights = List.copyOf(weights);
    }

    /// @throws BadInputException where these are not two names or more with as many weights as names, or none
    static LabelColumns of(Values values) {
        List<String> names = parts(values.text(KEY));
        if (names.size() < 2 || names.contains("")) {
            throw new BadInputException(KEY + " is \"" + values.text(KEY)
                    + "\", but must name two columns or more with commas between, as in topic, length; one alone is"
                    + " the task classification or regression.");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new BadInputException(KEY + " is \"" + values.text(KEY) + "\", but must name each column only once.");
        }
        return new LabelColumns(names, weights(values.text(WEIGHTS), names.size()));
    }

    private static List<Double> weights(String text, int count) {
        if (text.isBlank()) {
            return Stream.generate(() -> 1.0).limit(count).toList();
        }
        List<Double> weights = parts(text).stream().map(LabelColumns::number).toList();
        if (weights.size() != count || weights.stream().anyMatch(weight -> !(weight > 0 && weight <= 1e6))) {
            throw new BadInputException(WEIGHTS + " is \"" + text + "\", but must be empty or one number above 0 for"
                    + " each of the " + count + " columns, with commas between, as in 1, 0.5.");
        }
        return weights;
    }

    private static double number(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,9})?|\\.\\d{1,9}") ? Double.parseDouble(text) : Double.NaN;
    }

    private static List<String> parts(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
