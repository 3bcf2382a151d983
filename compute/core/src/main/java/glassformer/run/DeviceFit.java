package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.engine.Ability;
import glassformer.engine.Device;
import glassformer.engine.Engines;
import glassformer.engine.Optimizer;
import glassformer.engine.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a device can train a lab.
public final class DeviceFit {
    private static final String ALIKE = "trains all layers alike: set it to ";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Ability.ENCODER_DECODER,
                    Family.KEY,
                    lab -> lab.values().text(Family.KEY).equals(Family.TRANSFORMER.id()),
                    "has models with one side only, such as gpt or bert"),
            new Rule(
                    Ability.DROPOUT,
                    "model.dropout",
                    lab -> lab.schema().has("model.dropout") && lab.values().real("model.dropout") > 0,
                    "trains without dropout: set it to 0"),
            new Rule(
                    Ability.DROPOUT,
                    "training.layerDrop",
                    lab -> lab.regularization().layerDrop() > 0,
                    "leaves no layer out: set it to 0"),
            precision(Ability.BFLOAT16, Precision.BFLOAT16),
            precision(Ability.FLOAT16, Precision.FLOAT16),
            new Rule(
                    Ability.ACTIVATION_CHECKPOINTING,
                    "training.activationCheckpointing",
                    lab -> lab.training().computation().activationCheckpointing(),
                    "keeps all activations: set it to false"),
            new Rule(
                    Ability.OPTIMIZERS,
                    "training.optimizer.kind",
                    lab -> !(lab.training().rule().optimizer() instanceof Optimizer.AdamW),
                    "trains with adamw only"),
            new Rule(
                    Ability.PENALTIES,
                    "training.optimizer.l1",
                    lab -> lab.training().rule().l1() > 0,
                    "has no L1 penalty: set it to 0"),
            new Rule(
                    Ability.PENALTIES,
                    "training.averaging",
                    lab -> lab.training().rule().averages(),
                    "keeps no mean of the weights: set it to 0"),
            new Rule(
                    Ability.PENALTIES,
                    "training.gradientNoise",
                    lab -> lab.training().gradientNoise() > 0,
                    "adds no noise: set it to 0"),
            new Rule(
                    Ability.TRANSFER,
                    "training.frozenLayers",
                    lab -> lab.transfer().frozenLayers() > 0,
                    ALIKE + "0"),
            new Rule(
                    Ability.TRANSFER,
                    "training.onlyHeads",
                    lab -> lab.transfer().onlyHeads(),
                    ALIKE + "false"),
            new Rule(
                    Ability.TRANSFER,
                    "training.layerDecay",
                    lab -> lab.transfer().layerDecay() != 1,
                    ALIKE + "1"),
            new Rule(
                    Ability.TRANSFER,
                    "training.unfreezeEvery",
                    lab -> lab.transfer().unfreezeEvery() > 0,
                    ALIKE + "0"),
            new Rule(
                    Ability.TRANSFER,
                    "training.lora.rank",
                    lab -> lab.transfer().adapters() != null,
                    "has no adapters: set it to 0"));

    private DeviceFit() {}

    /// @param asks    whether a lab asks for the ability
    /// @param instead what a device without it does, and what the setting should be
    private record Rule(Ability ability, String key, Predicate<Lab> asks, String instead) {}

    private static Rule precision(Ability ability, Precision precision) {
        return new Rule(
                ability,
                "training.precision",
                lab -> lab.training().computation().precision() == precision,
                "does not train in " + precision.id() + ": set it to " + Precision.FLOAT32.id());
    }

    /// A setting that a device cannot do.
    ///
    /// @param key      of the setting
    /// @param lacking  what the device would need
    /// @param sentence names the setting, its value and what the device does instead
    public record Misfit(String key, Ability lacking, String sentence) {}

    /// Everything in a lab that a device of these abilities cannot do, in the order of the settings; empty where it can
    /// train the lab.
    ///
    /// @throws BadInputException where the lab's settings do not fit each other
    public static List<Misfit> of(Lab lab, Device device, Set<Ability> abilities) {
        return lacking(abilities)
                .filter(rule -> rule.asks().test(lab))
                .map(rule -> new Misfit(
                        rule.key(),
                        rule.ability(),
                        rule.key() + " is " + lab.values().get(rule.key()) + ", but " + instead(rule, device)))
                .toList();
    }

    /// The settings that a device of these abilities has no choice in, whatever the lab, each with the reason.
    public static Map<String, String> closed(Device device, Set<Ability> abilities) {
        Set<String> open = RULES.stream()
                .filter(rule -> abilities.contains(rule.ability()))
                .map(Rule::key)
                .collect(Collectors.toSet());
        Map<String, String> closed = new LinkedHashMap<>();
        lacking(abilities)
                .filter(rule -> !open.contains(rule.key()) && !rule.key().equals(Family.KEY))
                .forEach(rule -> closed.put(rule.key(), instead(rule, device)));
        return closed;
    }

    /// @throws BadInputException with the first thing that the device cannot do
    public static void require(Lab lab, Engines.Located place) {
        of(lab, place.device(), place.abilities()).stream().findFirst().ifPresent(misfit -> {
            throw new BadInputException(misfit.sentence());
        });
    }

    private static Stream<Rule> lacking(Set<Ability> abilities) {
        return RULES.stream().filter(rule -> !abilities.contains(rule.ability()));
    }

    private static String instead(Rule rule, Device device) {
        return device.name() + " (" + device.id() + ") " + rule.instead() + ".";
    }
}
