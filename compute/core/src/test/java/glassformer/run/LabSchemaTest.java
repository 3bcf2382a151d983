package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Preset;
import glassformer.blueprint.Seq2SeqConfig;
import glassformer.task.TaskKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabSchemaTest {
    @Test
    void familyDecidesWhichKeysALabHas() {
        Lab lab = LabFile.parse("{\"model\":{\"tokenTypes\":3,\"family\":\"bert\",\"dim\":16,\"heads\":2}}", "lab");
        BertConfig config = (BertConfig) lab.model(50);
        assertThat(config.family()).isEqualTo(Family.BERT);
        assertThat(config.tokenTypes()).isEqualTo(3);
        assertThat(config.normPlacement()).isEqualTo(NormPlacement.POST);
        assertThat(LabFile.parse(LabFile.json(lab), "lab")).isEqualTo(lab);
    }

    @Test
    void keyOfAnotherFamilyIsNamedWithItsValueAndWhatThereIs() {
        assertThatThrownBy(() -> LabFile.parse("{\"model\":{\"family\":\"bert\",\"window\":3}}", "lab"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("lab: model.window is 3, but a model of the family bert has no such key, only family,"
                        + " layers, heads, dim, ffnDim, contextLength, dropout, position, norm, normPlacement,"
                        + " activation, scores, bias, tiedHead, tokenTypes, pooling.");
        assertThatThrownBy(() -> Lab.initial("a").withText("model.decoderLayers", "2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("model.decoderLayers is 2, but a model of the family gpt has no such key");
    }

    @Test
    void unknownFamilyIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> LabFile.parse("{\"model\":{\"family\":\"mamba\"}}", "lab"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("lab: model.family is mamba, but must be one of gpt, bert, roberta, distilbert,"
                        + " transformer.");
    }

    @Test
    void anotherFamilyKeepsWhatWasChosen() {
        Lab lab = Lab.initial("a")
                .with("model.dim", 64)
                .with("model.window", 8)
                .with("training.steps", 7)
                .withText("model.family", "transformer");
        Seq2SeqConfig config = (Seq2SeqConfig) lab.model(50);
        assertThat(config.dim()).isEqualTo(64);
        assertThat(config.position()).isEqualTo(PositionKind.SINUSOIDAL);
        assertThat(lab.training().steps()).isEqualTo(7);
        assertThat(lab.schema().has("model.window")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void presetsMakeModels(Preset preset) {
        Lab lab =
                Lab.initial("a").with("model.dim", 64).with("training.steps", 7).with(preset);
        assertThat(lab.model(50).family()).isEqualTo(preset.family());
        assertThat(lab.model(50).dim()).isEqualTo(128);
        assertThat(lab.training().steps()).isEqualTo(7);
        assertThat(lab.model(50).blueprint().heads()).isNotEmpty();
    }

    @Test
    void llamaIsAGptOfOtherParts() {
        GptConfig config = (GptConfig) Lab.initial("a").with(Preset.LLAMA).model(50);
        assertThat(config.position()).isEqualTo(PositionKind.ROTARY);
        assertThat(config.norm()).isEqualTo(NormKind.RMS_NORM);
        assertThat(config.bias()).isFalse();
    }

    @Test
    void languageModellingNeedsAGpt() {
        Lab lab = LabFile.parse("{\"task\":\"language-model\",\"model\":{\"family\":\"bert\"}}", "lab.json");
        assertThatThrownBy(lab::validate)
                .isInstanceOf(BadInputException.class)
                .hasMessage("model.family is bert, but the task language-model needs gpt.");
    }

    @Test
    void aFamilyBringsATaskThatItCanLearnAndATaskAFamily() {
        assertThat(Lab.initial("a").with(Preset.BERT).task()).isEqualTo(TaskKind.MASKED_LANGUAGE_MODEL);
        assertThat(Lab.initial("a").with("task", "translation").values().text("model.family"))
                .isEqualTo("transformer");
    }

    @Test
    void aKeyOfAnotherTaskIsRefusedByName() {
        assertThatThrownBy(() -> LabFile.parse("{\"data\":{\"maskRate\":0.2}}", "lab.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("data.maskRate")
                .hasMessageContaining("language-model");
    }
}
