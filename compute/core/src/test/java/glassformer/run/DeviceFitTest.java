package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.Preset;
import glassformer.engine.Ability;
import glassformer.engine.BigramEngine;
import glassformer.engine.Device;
import glassformer.engine.Engines;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceFitTest {
    private static final Device DEVICE = new Device("opencl:0", "tornado", "a small GPU", 0);
    private final Lab plain = Lab.initial("plain").with("model.dropout", 0.0);

    @Test
    void everyDeviceTrainsAPlainLab() {
        assertThat(DeviceFit.of(plain, DEVICE, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BFLOAT16 | training.precision | bfloat16 | does not train in bfloat16",
                "FLOAT16 | training.precision | float16 | does not train in float16",
                "ACTIVATION_CHECKPOINTING | training.activationCheckpointing | true | set it to false",
                "OPTIMIZERS | training.optimizer.kind | lion | trains with adamw only",
                "PENALTIES | training.optimizer.l1 | 0.1 | has no L1 penalty",
                "PENALTIES | training.averaging | 0.9 | keeps no mean of the weights",
                "PENALTIES | training.gradientNoise | 0.1 | adds no noise",
                "DROPOUT | model.dropout | 0.1 | trains without dropout",
                "DROPOUT | training.layerDrop | 0.1 | leaves no layer out",
                "TRANSFER | training.frozenLayers | 1 | trains all layers alike",
                "TRANSFER | training.onlyHeads | true | trains all layers alike",
                "TRANSFER | training.layerDecay | 0.5 | trains all layers alike",
                "TRANSFER | training.unfreezeEvery | 10 | trains all layers alike",
                "TRANSFER | training.lora.rank | 4 | has no adapters"
            })
    void whatADeviceLacksIsNamedWithTheSettingAndItsValue(Ability lacking, String key, String value, String instead) {
        Lab lab = plain.withText(key, value);
        Set<Ability> without = EnumSet.allOf(Ability.class);
        assertThat(DeviceFit.of(lab, DEVICE, without)).isEmpty();
        without.remove(lacking);
        List<DeviceFit.Misfit> found = DeviceFit.of(lab, DEVICE, without);
        assertThat(found).singleElement().satisfies(misfit -> {
            assertThat(misfit.key()).isEqualTo(key);
            assertThat(misfit.lacking()).isEqualTo(lacking);
            assertThat(misfit.sentence())
                    .startsWith(key + " is " + value + ", but a small GPU (opencl:0) ")
                    .contains(instead)
                    .endsWith(".");
        });
    }

    @Test
    void anEncoderDecoderNeedsADeviceThatHasBoth() {
        Lab lab = Lab.initial("two sides").with("model.family", "transformer").with("model.dropout", 0.0);
        assertThat(DeviceFit.of(lab, DEVICE, Set.of()))
                .extracting(DeviceFit.Misfit::key)
                .contains("model.family");
        assertThat(DeviceFit.of(lab, DEVICE, Set.of(Ability.ENCODER_DECODER))).isEmpty();
    }

    @Test
    void settingsWithoutAChoiceAreClosedAndTheOthersAreNot() {
        assertThat(DeviceFit.closed(DEVICE, Ability.all())).isEmpty();
        assertThat(DeviceFit.closed(DEVICE, Ability.allBut(Ability.BFLOAT16))).isEmpty();
        assertThat(DeviceFit.closed(DEVICE, Ability.allBut(Ability.BFLOAT16, Ability.FLOAT16)))
                .containsOnlyKeys("training.precision");
        assertThat(DeviceFit.closed(DEVICE, Set.of()))
                .containsEntry("model.dropout", "a small GPU (opencl:0) trains without dropout: set it to 0.")
                .doesNotContainKey("model.family");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Engines.Located place = BigramEngine.engines().locate("cpu");
        assertThatThrownBy(() -> DeviceFit.require(plain.withText("training.precision", "bfloat16"), place))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "training.precision is bfloat16, but test computer (cpu) does not train in bfloat16: set it to float32.");
    }

    @Test
    void everyPresetTrainsWithEveryAbility() {
        for (Preset preset : Preset.values()) {
            assertThat(DeviceFit.of(Lab.initial("preset").with(preset), DEVICE, Ability.all()))
                    .isEmpty();
        }
    }
}
