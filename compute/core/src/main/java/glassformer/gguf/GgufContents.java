package glassformer.gguf;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A model in a GGUF file, in our names and layouts. All but the values of tensors is read and checked when it is
/// opened.
public final class GgufContents implements AutoCloseable {
    /// Heads of sentence pairs, which llama.cpp reads and our architectures do not have.
    private static final String RANKING = "cls.";

    private final GgufFile file;
    private final String where;
    private final ModelSpec spec;
    private final Tokenizer tokenizer;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Map<String, Supplier<Matrix>> places;
    private final List<String> leftOut = new ArrayList<>();

    private GgufContents(GgufFile file, String where) {
        this.file = file;
        this.where = where;
        GgufKeys keys = new GgufKeys(file.metadata(), where);
        this.spec = GgufSizes.of(keys, file.tensors());
        Blueprint blueprint = spec.blueprint();
        GgufLimits.refusal(blueprint).ifPresent(why -> {
            throw new BadInputException(where + " is said to be a model that GGUF cannot hold: " + why);
        });
        requireTensors(blueprint);
        this.places = GgufPlaces.of(blueprint, this::matrix);
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            weights.put(weight.name(), weight);
        }
        this.tokenizer = GgufWords.of(keys);
    }

    /// @throws BadInputException where it is no such file, or not of an architecture that is known here
    public static GgufContents open(Path path) {
        GgufFile file = GgufFile.open(path);
        try {
            return new GgufContents(file, path.toString());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// The tensors that the architecture has in this format must be there, and no others.
    private void requireTensors(Blueprint blueprint) {
        Map<String, List<Integer>> wanted = new LinkedHashMap<>();
        for (GgufWriter.Entry entry : GgufTensors.of(blueprint, () -> new Weights(Map.of()), GgufType.F32)) {
            wanted.put(entry.name(), entry.shape());
        }
        wanted.forEach((name, shape) -> {
            GgufTensor stored = file.tensors().get(name);
            if (stored == null) {
                throw new BadInputException(where + " lacks the tensor " + name + " of shape " + shape
                        + ", which its architecture asks for.");
            }
            if (!stored.shape().equals(shape)) {
                throw new BadInputException("The tensor " + name + " in " + where + " has shape " + stored.shape()
                        + ", but its architecture asks for " + shape + ".");
            }
        });
        for (String name : file.tensors().keySet()) {
            if (name.startsWith(RANKING)) {
                leftOut.add(name);
            } else if (!wanted.containsKey(name)) {
                throw new BadInputException(where + " holds a tensor " + name
                        + ", which its architecture does not have here, so that it would compute something else.");
            }
        }
    }

    private Matrix matrix(String name) {
        Tensor tensor = file.read(name);
        int columns = tensor.shape().getLast();
        return new Matrix(tensor.values().length / columns, columns, tensor.values());
    }

    public ModelSpec spec() {
        return spec;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /// Of each weight, by our names.
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        places.keySet().forEach(name -> {
            Weight weight = weights.get(name);
            if (weight != null) {
                shapes.put(name, weight.shape());
            }
        });
        return shapes;
    }

    /// Tensors of the file that no weight comes from.
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /// How matrices were rounded: `f16`, `q8_0`; empty where nothing was.
    public Optional<String> rounding() {
        return file.tensors().values().stream()
                .map(GgufTensor::type)
                .filter(type -> type != GgufType.F32)
                .max((a, b) -> Integer.compare(a.number(), b.number()))
                .map(GgufType::id);
    }

    /// A weight by our name.
    ///
    /// @throws BadInputException where there is none
    public Tensor read(String name) {
        Supplier<Matrix> place = places.get(name);
        Weight weight = weights.get(name);
        if (place == null || weight == null) {
            throw new BadInputException(where + " has no values for the tensor " + name + ".");
        }
        return new Tensor(weight.shape(), place.get().values());
    }

    @Override
    public void close() {
        file.close();
    }
}
