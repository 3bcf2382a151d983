package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.run.Lab;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagramTest {
    private static final int VOCABULARY = 500;

    private static Diagram of(Lab lab) {
        return Diagram.of(lab.model(VOCABULARY).blueprint());
    }

    private static Lab llama() {
        return Lab.initial("Test")
                .with("model.position", "rotary")
                .with("model.norm", "rmsnorm")
                .with("model.activation", "swiglu")
                .with("model.bias", false);
    }

    @Test
    void gptIsEmbeddingPositionBlocksNormHead() {
        var diagram = of(Lab.initial("Test"));
        assertThat(diagram.trunk().stream().map(item -> switch (item) {
                    case Diagram.Part part -> part.kind();
                    case Diagram.Stack stack -> PartKind.BLOCK;
                }))
                .containsExactly(PartKind.TOKEN_EMBEDDING, PartKind.LEARNED_POSITION, PartKind.BLOCK, PartKind.NORM);
        assertThat(diagram.heads().getFirst().parts().stream().map(Diagram.Part::kind))
                .containsExactly(PartKind.OUTPUT_HEAD);
    }

    @Test
    void rotaryPositionsAreNoPartOfTheirOwn() {
        assertThat(of(llama()).parts().map(Diagram.Part::kind)).doesNotContain(PartKind.LEARNED_POSITION);
    }

    @Test
    void theStackHoldsEveryBlock() {
        var stack = of(Lab.initial("Test").with("model.layers", 7)).trunk().stream()
                .filter(Diagram.Stack.class::isInstance)
                .map(Diagram.Stack.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(stack.blocks()).hasSize(7);
        assertThat(stack.blocks().get(6).index()).isEqualTo(6);
    }

    @Test
    void partsAddUpToAllParameters() {
        for (Lab lab : List.of(Lab.initial("Test"), llama(), Lab.initial("Test").with("model.tiedHead", false))) {
            long sum = of(lab).parts()
                    .filter(part -> part.kind() != PartKind.BLOCK)
                    .mapToLong(Diagram.Part::parameters)
                    .sum();
            var table = ParameterTable.of(lab.model(VOCABULARY).blueprint());
            assertThat(sum).isEqualTo(table.size());
        }
    }

    @Test
    void attentionNamesItsWeightsAsHuggingFaceDoes() {
        assertThat(attention(Lab.initial("Test")).weights().stream().map(Weight::name))
                .contains("transformer.h.0.attn.c_attn.weight", "transformer.h.0.attn.c_proj.bias");
        assertThat(attention(llama()).weights().stream().map(Weight::name))
                .contains("model.layers.0.self_attn.q_proj.weight");
    }

    @Test
    void shapesComeFromTheTrace() {
        var parts = of(Lab.initial("Test")).parts().toList();
        assertThat(parts.getFirst().output()).isEqualTo("(B, T, 128)");
        assertThat(parts.getLast().output()).isEqualTo("(B, T, 500)");
    }

    @Test
    void branchesKnowWhereTheyAreNormalised() {
        var stack = (Diagram.Stack) of(Lab.initial("Test").with("model.normPlacement", "post")).trunk().stream()
                .filter(Diagram.Stack.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(stack.blocks().getFirst().branches()).allMatch(branch -> branch.placement() == NormPlacement.POST);
    }

    @Test
    void idsAreUnique() {
        assertThat(of(Lab.initial("Test").with("model.dropout", 0.1)).parts().map(Diagram.Part::id))
                .doesNotHaveDuplicates();
    }

    private static Diagram.Part attention(Lab lab) {
        return of(lab).parts()
                .filter(part -> part.kind() == PartKind.ATTENTION)
                .findFirst()
                .orElseThrow();
    }
}
