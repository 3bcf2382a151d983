package glassformer.reference;

import glassformer.blueprint.Weight;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A model's weights in double precision, each a variable on one tape.
final class Parameters {
    private final List<Num> tape = new ArrayList<>();
    private final Map<String, Num[]> variables = new LinkedHashMap<>();

    Parameters(Map<String, double[]> values) {
        values.forEach((name, array) -> {
            Num[] numbers = new Num[array.length];
            for (int i = 0; i < array.length; i++) {
                numbers[i] = Num.variable(tape, array[i]);
            }
            variables.put(name, numbers);
        });
    }

    static Map<String, double[]> doubles(Weights weights) {
        Map<String, double[]> all = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> {
            double[] values = new double[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.values()[i];
            }
            all.put(name, values);
        });
        return all;
    }

    Num[] vector(Weight weight) {
        return Objects.requireNonNull(variables.get(weight.name()), weight.name());
    }

    Num[][] matrix(Weight weight) {
        Num[] values = vector(weight);
        int columns = weight.shape().get(1);
        Num[][] rows = new Num[weight.shape().get(0)][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    /// After [Num#backward].
    Map<String, double[]> gradients() {
        Map<String, double[]> all = new LinkedHashMap<>();
        variables.forEach((name, numbers) -> all.put(
                name,
                java.util.Arrays.stream(numbers).mapToDouble(Num::gradient).toArray()));
        return all;
    }
}
