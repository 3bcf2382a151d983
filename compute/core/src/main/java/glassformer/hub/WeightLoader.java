package glassformer.hub;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds each tensor of a model among those of foreign files. What is neither found nor known to be harmless fails,
/// with a sentence that names file and tensor.
final class WeightLoader {
    private static final List<String> CLASSIFIERS =
            List.of("classifier.", "pre_classifier.", "classification_head.", "score.");

    private final ModelSpec stored;
    private final TensorSource source;
    private final ForeignNames names;

    /// @param stored what the files are said to hold
    WeightLoader(ModelSpec stored, TensorSource source) {
        this.stored = stored;
        this.source = source;
        this.names = ForeignNames.of(stored.config());
    }

    /// The weights with the files' own heads, none of which may be missing.
    LoadedWeights load() {
        return load(stored, null);
    }

    /// The trunk's weights with these heads. What a head lacks is initialised from the seed.
    LoadedWeights load(List<HeadSpec> heads, long seed) {
        return load(new ModelSpec(stored.config(), heads), seed);
    }

    /// Where the weights with the files' own heads lie, none of which may be missing. No value is read.
    WeightPlan plan() {
        Located located = locate(stored, null);
        return new WeightPlan(stored, source, located.wanted, located.found, List.copyOf(located.leftOut));
    }

    private LoadedWeights load(ModelSpec spec, @Nullable Long seed) {
        Located located = locate(spec, seed);
        Map<String, Tensor> tensors = read(located.found);
        List<Weight> made = located.wanted.stream()
                .filter(weight -> located.fresh.contains(weight.name()))
                .toList();
        tensors.putAll(Weights.initial(made, seed == null ? 0 : seed).tensors());
        return new LoadedWeights(
                spec,
                new Weights(tensors).checked(spec.blueprint()),
                made.stream().map(Weight::name).toList(),
                List.copyOf(located.leftOut));
    }

    /// @param found   the places of each tensor, by our names
    /// @param leftOut tensors of other heads, by the files' names
    /// @param fresh   our names of those that are nowhere
    private record Located(
            List<Weight> wanted, Map<String, List<String>> found, Set<String> leftOut, Set<String> fresh) {}

    private Located locate(ModelSpec spec, @Nullable Long seed) {
        Blueprint blueprint = spec.blueprint();
        Map<String, Weight> wanted = ParameterTable.of(blueprint).weights().stream()
                .collect(Collectors.toMap(Weight::name, weight -> weight, (a, b) -> a, LinkedHashMap::new));
        Set<String> trunk = ParameterTable.of(spec.config().blueprint(List.of())).weights().stream()
                .map(Weight::name)
                .collect(Collectors.toSet());
        Set<String> refilled = seed == null ? Set.of() : refilled(spec.heads(), wanted.keySet());
        Map<String, List<String>> found = new LinkedHashMap<>();
        Set<String> leftOut = new TreeSet<>();
        boolean tied = blueprint.layers().anyMatch(l -> l instanceof Layer.OutputHead head && head.tied());
        for (String name : source.shapes().keySet()) {
            String ours = names.find(name, wanted.keySet());
            if (ours != null && !refilled.contains(ours)) {
                found.computeIfAbsent(ours, key -> new ArrayList<>()).add(name);
            } else if (names.isHead(name)) {
                leftOut.add(name);
            } else if (!names.isBuffer(name)) {
                throw new BadInputException(
                        source.where(name) + " holds a tensor " + cut(name) + ", which a model of the family "
                                + spec.config().family().id() + " does not have.");
            }
        }
        if (!tied) {
            dropTables(found, leftOut);
        }
        Set<String> fresh = new HashSet<>();
        for (Weight weight : wanted.values()) {
            List<String> places = found.get(weight.name());
            boolean fits = places != null && fits(places.getFirst(), weight);
            if (fits) {
                continue;
            }
            if (seed == null || trunk.contains(weight.name())) {
                throw places == null ? missing(weight) : misshapen(places.getFirst(), weight);
            }
            if (places != null) {
                leftOut.addAll(places);
                found.remove(weight.name());
            }
            fresh.add(weight.name());
        }
        return new Located(List.copyOf(wanted.values()), found, leftOut, fresh);
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "..." : name;
    }

    /// The names that a classifier of another kind has too: its values would be of the right shape by chance only.
    private Set<String> refilled(List<HeadSpec> heads, Set<String> wanted) {
        boolean other = heads.stream()
                .anyMatch(head -> head.name().equals(HeadSpec.CLASSIFIER)
                        && !stored.heads().contains(head));
        return other
                ? wanted.stream()
                        .filter(name -> CLASSIFIERS.stream().anyMatch(name::startsWith))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /// Where no head is tied to the embedding, another head's table says nothing about it.
    private void dropTables(Map<String, List<String>> found, Set<String> leftOut) {
        found.values().stream().filter(places -> places.size() > 1).forEach(places -> {
            List<String> tables = places.stream().filter(names::isTiedTable).toList();
            if (tables.size() < places.size()) {
                places.removeAll(tables);
                leftOut.addAll(tables);
            }
        });
    }

    private boolean fits(String place, Weight weight) {
        return weight.shape().equals(source.shapes().get(place));
    }

    private Map<String, Tensor> read(Map<String, List<String>> found) {
        Map<String, String> first = new LinkedHashMap<>();
        found.forEach((ours, places) -> first.put(places.getFirst(), ours));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        source.read(first.keySet()).forEach((name, tensor) -> tensors.put(first.get(name), tensor));
        found.forEach((ours, places) -> {
            for (String copy : places.subList(1, places.size())) {
                Tensor same = tensors.get(ours);
                Tensor other = source.read(List.of(copy)).get(copy);
                if (same == null || other == null || !Arrays.equals(same.values(), other.values())) {
                    throw new BadInputException(source.where(copy) + " holds " + places.getFirst() + " and " + copy
                            + ", which are one tensor in this model, with different values.");
                }
            }
        });
        return tensors;
    }

    private BadInputException missing(Weight weight) {
        return new BadInputException(source.where(weight.name()) + " lacks the tensor " + weight.name() + " of shape "
                + weight.shape() + ", which the model's configuration asks for.");
    }

    private BadInputException misshapen(String place, Weight weight) {
        return new BadInputException("The tensor " + place + " in " + source.where(place) + " has shape "
                + source.shapes().get(place) + ", but the model's configuration asks for " + weight.shape() + ".");
    }
}
