package glassformer.train;

import glassformer.BadInputException;
import glassformer.blueprint.Adapters;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Depths;
import glassformer.blueprint.Head;
import glassformer.blueprint.LowRankAdapters;
import glassformer.blueprint.Named;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a model is trained, and where its weights come from.
///
/// @param from         a run, a checkpoint or a model's folder to go on from; empty starts from random weights
/// @param frozenLayers how many blocks, with the embeddings before them, stay as they are
/// @param onlyHeads    whether all but the heads stays as it is (feature extraction)
/// @param layerDecay   the learning rate of each layer is this share of the one after it (Howard and Ruder 2018)
/// @param unfreezeEvery steps after which one more block from the top is trained, after the heads alone and before the
///                     embeddings (gradual unfreezing, Howard and Ruder 2018); 0 trains all from the start
/// @param adapters     low-rank adapters that are trained in place of the layers that they adapt; null for none
public record Transfer(
        String from,
        int frozenLayers,
        boolean onlyHeads,
        double layerDecay,
        int unfreezeEvery,
        @Nullable Adapters adapters) {
    private static final String UNFREEZE = "training.unfreezeEvery";

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Text(
                    "training.from",
                    "Whose weights training starts from: a run or model folder, hub:OWNER/NAME, or maven:GROUP:ARTIFACT:VERSION.",
                    "",
                    4096),
            new Setting.Whole(
                    "training.frozenLayers",
                    "How many of the first blocks, embeddings included, stay as they are.",
                    0,
                    0,
                    1000),
            new Setting.Flag("training.onlyHeads", "Whether only the output heads are trained.", false),
            new Setting.Real(
                    "training.layerDecay", "The share of the next layer's learning rate that a layer has.", 1, 0.1, 1),
            new Setting.Whole(
                    UNFREEZE,
                    "Steps after which one more block is trained, the last first, after the heads alone; 0 trains all.",
                    0,
                    0,
                    100_000_000),
            new Setting.Whole(
                    "training.lora.rank",
                    "The rank of low-rank adapters trained in place of the layers; 0 has none.",
                    0,
                    0,
                    1024),
            new Setting.Real("training.lora.alpha", "How strongly adapters count, over their rank.", 16, 0.001, 4096),
            new Setting.Choice(
                    "training.lora.target",
                    "Which layers have adapters.",
                    Adapters.Target.ATTENTION.id(),
                    Named.ids(Adapters.Target.class)));

    public static Transfer of(Values values) {
        int rank = values.whole("training.lora.rank");
        return new Transfer(
                values.text("training.from").strip(),
                values.whole("training.frozenLayers"),
                values.flag("training.onlyHeads"),
                values.real("training.layerDecay"),
                values.whole(UNFREEZE),
                rank == 0
                        ? null
                        : new Adapters(
                                rank,
                                values.real("training.lora.alpha"),
                                Named.of(Adapters.Target.class, values.text("training.lora.target"))));
    }

    /// @throws BadInputException where what is asked for contradicts itself
    public void validate() {
        if (unfreezeEvery > 0 && adapters != null) {
            throw new BadInputException(UNFREEZE + " is " + unfreezeEvery + " and training.lora.rank "
                    + adapters.rank() + ", but adapters are trained in place of blocks, which then stay frozen; set one"
                    + " of the two to 0.");
        }
    }

    /// What is trained at each step.
    public RatesByStep byStep(Blueprint blueprint) {
        LearningRates all = rates(blueprint);
        if (unfreezeEvery == 0) {
            return step -> all;
        }
        Depths depths = Depths.of(blueprint);
        Set<String> heads = headWeights(blueprint);
        return step -> {
            int thawed = (step - 1) / unfreezeEvery; // blocks; with one more the embeddings
            Map<String, Double> factors = new LinkedHashMap<>(all.factors());
            factors.keySet()
                    .removeIf(name -> !heads.contains(name)
                            && depths.byWeight().getOrDefault(name, 0) <= depths.blocks() - thawed);
            return new LearningRates(factors);
        };
    }

    /// Which weights are trained in the end, and how fast.
    public LearningRates rates(Blueprint blueprint) {
        Depths depths = Depths.of(blueprint);
        Set<String> heads = headWeights(blueprint);
        Set<String> adapterWeights = LowRankAdapters.weights(blueprint);
        Map<String, Double> factors = new LinkedHashMap<>();
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            String name = weight.name();
            boolean ofHead = heads.contains(name);
            boolean adapter = adapterWeights.contains(name);
            boolean frozen =
                    !ofHead && (onlyHeads || depths.within(name, frozenLayers) || (adapters != null && !adapter));
            if (!frozen) {
                int depth = depths.byWeight().getOrDefault(name, 0);
                factors.put(name, Math.pow(layerDecay, depths.blocks() + 1 - depth));
            }
        }
        return new LearningRates(factors);
    }

    /// Those that the trunk does not have too, as it has a tied embedding.
    private static Set<String> headWeights(Blueprint blueprint) {
        Set<String> all = new HashSet<>();
        for (Head head : blueprint.heads()) {
            ParameterTable.of(head.layers()).weights().forEach(weight -> all.add(weight.name()));
        }
        ParameterTable.of(blueprint.trunk()).weights().forEach(weight -> all.remove(weight.name()));
        return all;
    }
}
