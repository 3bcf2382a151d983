package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.LowRankAdapters;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Preset;
import glassformer.engine.LearningRates;
import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamilyDiagramTest {
    private static Blueprint of(Preset preset) {
        return Lab.initial("Test").with(preset).model(500).blueprint();
    }

    private static List<PartKind> kinds(List<Diagram.Item> items) {
        return items.stream()
                .map(item -> switch (item) {
                    case Diagram.Part part -> part.kind();
                    case Diagram.Stack stack -> PartKind.BLOCK;
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void theParametersOfThePartsAddUp(Preset preset) {
        Blueprint blueprint = of(preset);
        long sum = Diagram.of(blueprint)
                .parts()
                .filter(part -> part.kind() != PartKind.BLOCK)
                .mapToLong(Diagram.Part::parameters)
                .sum();
        assertThat(sum).isEqualTo(ParameterTable.of(blueprint).size());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPartHasItsOwnIdAndWordsInEachLanguage(Preset preset) {
        var diagram = Diagram.of(of(preset));
        assertThat(diagram.parts().map(Diagram.Part::id)).doesNotHaveDuplicates();
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            var texts = new PartTexts(new Texts(locale));
            diagram.parts().forEach(part -> assertThat(texts.name(part) + texts.explanation(part) + texts.spoken(part))
                    .isNotBlank()
                    .doesNotContain("{"));
            diagram.heads()
                    .forEach(head -> assertThat(texts.head(head)).isNotBlank().doesNotContain("{"));
        }
    }

    @Test
    void bertHasTokenTypesAndTwoHeads() {
        var diagram = Diagram.of(of(Preset.BERT));
        assertThat(diagram.encoder()).isEmpty();
        assertThat(kinds(diagram.trunk()))
                .startsWith(
                        PartKind.TOKEN_EMBEDDING,
                        PartKind.TOKEN_TYPE_EMBEDDING,
                        PartKind.LEARNED_POSITION,
                        PartKind.NORM,
                        PartKind.DROPOUT,
                        PartKind.BLOCK);
        assertThat(diagram.heads().stream().map(Diagram.HeadColumn::name)).containsExactly("mlm", "nsp");
        assertThat(diagram.heads().getFirst().parts().stream().map(Diagram.Part::kind))
                .containsExactly(PartKind.TRANSFORM, PartKind.NORM, PartKind.OUTPUT_HEAD);
        assertThat(diagram.heads().getLast().parts().stream().map(Diagram.Part::kind))
                .containsExactly(PartKind.POOLER, PartKind.DROPOUT, PartKind.CLASSIFIER);
    }

    @Test
    void anEncoderDecoderHasTwoColumnsAndItsDecoderReadsTheEncoder() {
        var diagram = Diagram.of(of(Preset.TRANSFORMER));
        assertThat(kinds(diagram.encoder())).contains(PartKind.SCALE, PartKind.SINUSOIDAL_POSITION, PartKind.BLOCK);
        var cross = diagram.parts()
                .filter(part -> part.kind() == PartKind.CROSS_ATTENTION)
                .map(Diagram.Part::id)
                .toList();
        assertThat(cross).hasSize(3).first().isEqualTo("block.0.cross_attention");
    }

    @Test
    void aSharedTableCountsInTheEncoder() {
        var parts = Diagram.of(of(Preset.TRANSFORMER)).parts().toList();
        var tables = parts.stream()
                .filter(part -> part.kind() == PartKind.TOKEN_EMBEDDING)
                .toList();
        assertThat(tables.getFirst().parameters()).isEqualTo(500 * 128);
        assertThat(tables.getFirst().shares()).isFalse();
        assertThat(tables.getLast().parameters()).isZero();
        assertThat(tables.getLast().shares()).isTrue();
    }

    @Test
    void whatHasNoLearningRateIsFrozen() {
        Blueprint blueprint = of(Preset.BERT);
        var rates = LearningRates.only(
                blueprint,
                weight -> !weight.name().startsWith("bert.embeddings")
                        && !weight.name().contains("layer.0."));
        var parts = Diagram.of(blueprint, rates).parts().toList();
        assertThat(trained(parts, "token_type_embedding")).isEqualTo(Trained.FROZEN);
        assertThat(trained(parts, "block.0")).isEqualTo(Trained.FROZEN);
        assertThat(trained(parts, "block.1.attention")).isEqualTo(Trained.ALL);
        assertThat(trained(parts, "dropout")).isEqualTo(Trained.NOTHING);
        // Its table is the frozen embedding's, its bias is not.
        assertThat(trained(parts, "mlm.output_head")).isEqualTo(Trained.SOME);
    }

    @Test
    void adaptersBesideFrozenWeightsArePartlyTrained() {
        Blueprint blueprint = LowRankAdapters.attach(of(Preset.LLAMA), 4, 8, name -> name.contains("self_attn"));
        var rates = LearningRates.only(blueprint, weight -> weight.name().contains("lora"));
        var diagram = Diagram.of(blueprint, rates);
        var attention = diagram.parts()
                .filter(part -> part.id().equals("block.0.attention"))
                .findFirst()
                .orElseThrow();
        assertThat(attention.trained()).isEqualTo(Trained.SOME);
        assertThat(new PartTexts(new Texts(Locale.ENGLISH)).spoken(attention))
                .contains("adapter of rank 4")
                .contains("partly frozen");
    }

    @Test
    void aClassifierOfAnyNameHasATitle() {
        Blueprint blueprint =
                Lab.initial("Test").with(Preset.ROBERTA).model(500).blueprint(List.of(new HeadSpec.Classes("mood", 3)));
        var head = Diagram.of(blueprint).heads().getFirst();
        assertThat(new PartTexts(new Texts(Locale.ENGLISH)).head(head)).contains("mood");
    }

    private static Trained trained(List<Diagram.Part> parts, String id) {
        return parts.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow()
                .trained();
    }
}
