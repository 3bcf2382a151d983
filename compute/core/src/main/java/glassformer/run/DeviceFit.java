package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.Engines;
import glassformer.engine.Optimizer;
import glassformer.engine.Precision;
import glassformer.settings.Values;
import glassformer.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a device can train a lab.
public final class DeviceFit {
    private static final String FROZEN = "training.frozenLayers";
    private static final String LORA = "training.lora.rank";
    private static final String PRECISION = "training.precision";
    private static final String ALIKE = "trains all layers alike";

    private DeviceFit() {}

    /// A setting that a device cannot do.
    ///
    /// @param key      of the setting
    /// @param lacking  what the device would need
    /// @param sentence names the setting, its value and what the device does instead
    public record Misfit(String key, Ability lacking, String sentence) {}

    /// Everything in a lab that a device of these abilities cannot do, in the order of the settings; empty where it can
    /// train the lab.
    public static List<Misfit> of(Lab lab, Device device, Set<Ability> abilities) {
        Search search = new Search(lab.values(), device, abilities);
        TrainingConfig training = lab.training();
        search.family();
        if (lab.schema().has("model.dropout") && lab.values().real("model.dropout") > 0) {
            search.need(Ability.DROPOUT, "model.dropout", "trains without dropout: set it to 0");
        }
        if (lab.regularization().layerDrop() > 0) {
            search.need(Ability.DROPOUT, "training.layerDrop", "leaves no layer out: set it to 0");
        }
        precision(training.computation().precision()).ifPresent(search::precision);
        if (training.computation().activationCheckpointing()) {
            search.need(
                    Ability.ACTIVATION_CHECKPOINTING,
                    "training.activationCheckpointing",
                    "keeps all activations: set it to false");
        }
        if (!(training.rule().optimizer() instanceof Optimizer.AdamW)) {
            search.need(Ability.OPTIMIZERS, "training.optimizer.kind", "trains with adamw only");
        }
        if (training.rule().l1() > 0) {
            search.need(Ability.PENALTIES, "training.optimizer.l1", "has no L1 penalty: set it to 0");
        }
        if (training.rule().averages()) {
            search.need(Ability.PENALTIES, "training.averaging", "keeps no mean of the weights: set it to 0");
        }
        if (training.gradientNoise() > 0) {
            search.need(Ability.PENALTIES, "training.gradientNoise", "adds no noise: set it to 0");
        }
        if (lab.transfer().frozenLayers() > 0) {
            search.need(Ability.TRANSFER, FROZEN, ALIKE + ": set it to 0");
        }
        if (lab.transfer().onlyHeads()) {
            search.need(Ability.TRANSFER, "training.onlyHeads", ALIKE + ": set it to false");
        }
        if (lab.transfer().layerDecay() != 1) {
            search.need(Ability.TRANSFER, "training.layerDecay", ALIKE + ": set it to 1");
        }
        if (lab.transfer().unfreezeEvery() > 0) {
            search.need(Ability.TRANSFER, "training.unfreezeEvery", ALIKE + ": set it to 0");
        }
        if (lab.transfer().adapters() != null) {
            search.need(Ability.TRANSFER, LORA, "has no adapters: set it to 0");
        }
        return search.found;
    }

    /// @throws BadInputException with the first thing that the device cannot do
    public static void require(Lab lab, Engines.Located place) {
        of(lab, place.device(), place.abilities()).stream().findFirst().ifPresent(misfit -> {
            throw new BadInputException(misfit.sentence());
        });
    }

    /// What a precision needs; nothing for float32.
    public static Optional<Ability> precision(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> Optional.empty();
            case BFLOAT16 -> Optional.of(Ability.BFLOAT16);
            case FLOAT16 -> Optional.of(Ability.FLOAT16);
        };
    }

    private static final class Search {
        private final Values values;
        private final Device device;
        private final Set<Ability> abilities;
        private final List<Misfit> found = new ArrayList<>();

        Search(Values values, Device device, Set<Ability> abilities) {
            this.values = values;
            this.device = device;
            this.abilities = abilities;
        }

        void family() {
            if (values.text(Family.KEY).equals(Family.TRANSFORMER.id())) {
                need(Ability.ENCODER_DECODER, Family.KEY, "has models with one side only, such as gpt or bert");
            }
        }

        void precision(Ability needed) {
            List<String> possible = new ArrayList<>();
            for (Precision precision : Precision.values()) {
                if (DeviceFit.precision(precision).map(abilities::contains).orElse(true)) {
                    possible.add(precision.id());
                }
            }
            need(needed, PRECISION, "trains in " + String.join(", ", possible) + " only");
        }

        /// @param instead what the device does, and which value the setting should have
        void need(Ability ability, String key, String instead) {
            if (!abilities.contains(ability)) {
                found.add(new Misfit(
                        key,
                        ability,
                        key + " is " + values.get(key) + ", but " + device.name() + " (" + device.id() + ") " + instead
                                + "."));
            }
        }
    }
}
