package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Preset;
import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {
    private static final DifferenceTexts ENGLISH = new DifferenceTexts(new Texts(Locale.ENGLISH));

    private static Blueprint of(Preset preset) {
        return Lab.initial("Test").with(preset).model(500).blueprint();
    }

    private static List<String> keys(Preset left, Preset right) {
        return Difference.between(of(left), of(right)).stream()
                .map(Difference::key)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void nothingDiffersFromItself(Preset preset) {
        var diagram = Diagram.of(of(preset));
        assertThat(keys(preset, preset)).isEmpty();
        assertThat(new PartComparison(new PartTexts(new Texts(Locale.ENGLISH))).different(diagram, diagram))
                .isEmpty();
    }

    @Test
    void robertaDropsTheNextSentence() {
        var differences = Difference.between(of(Preset.BERT), of(Preset.ROBERTA));
        assertThat(differences.stream().map(Difference::key))
                .containsExactly("head.nsp", "positionOffset", "model.tokenTypes", "parameters");
        assertThat(ENGLISH.sentence(differences.getFirst())).contains("Drops the next-sentence task");
        assertThat(ENGLISH.left(differences.getFirst())).isEqualTo("yes");
    }

    @Test
    void llamaDiffersFromGpt2InItsParts() {
        assertThat(keys(Preset.GPT2, Preset.LLAMA))
                .contains(
                        "model.position",
                        "model.norm",
                        "model.activation",
                        "model.bias",
                        "projection",
                        "model.tiedHead")
                .doesNotContain("sides", "model.layers", "head.lm", "model.normPlacement");
    }

    @Test
    void aHeadThatOnlyTheRightOneHasIsADifference() {
        assertThat(Difference.between(of(Preset.ROBERTA), of(Preset.BERT)))
                .contains(new Difference("head.nsp", "false", "true"));
    }

    @Test
    void everyDifferenceIsNamedAndExplainedInEachLanguage() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            var texts = new DifferenceTexts(new Texts(locale));
            for (Preset left : Preset.values()) {
                for (Preset right : Preset.values()) {
                    for (Difference difference : Difference.between(of(left), of(right))) {
                        assertThat(texts.sentence(difference)).matches(".*[.。]").doesNotStartWith("compare.");
                        assertThat(texts.name(difference)).doesNotContain(".").isNotEqualTo(difference.key());
                        assertThat(texts.left(difference)).doesNotContain("compare", "setting");
                    }
                }
            }
        }
    }

    @Test
    void onlyThePartsThatDifferAreMarked() {
        Set<String> marked = different(Preset.BERT, Preset.ROBERTA);
        assertThat(marked)
                .contains("token_type_embedding", "learned_position", "nsp.pooler")
                .doesNotContain("token_embedding", "block.0.attention", "mlm.transform");
    }

    @Test
    void anEncoderIsComparedWithTheEncoder() {
        assertThat(different(Preset.TRANSFORMER, Preset.BERT))
                .contains("block.0.cross_attention", "encoder.scale", "encoder.block.0.feed_forward")
                .doesNotContain("encoder.block.0.attention");
        assertThat(different(Preset.BERT, Preset.TRANSFORMER)).doesNotContain("block.0.attention");
    }

    private static Set<String> different(Preset one, Preset other) {
        return new PartComparison(new PartTexts(new Texts(Locale.ENGLISH)))
                .different(Diagram.of(of(one)), Diagram.of(of(other)));
    }
}
