package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.CostEstimate;
import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BuildViewModelTest {
    private final LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));
    private final BuildViewModel model = new BuildViewModel(session, new FieldTexts(new Texts(Locale.ENGLISH)));

    private CostEstimate cost() {
        return Objects.requireNonNull(model.costProperty().get());
    }

    @Test
    void twiceTheBlocksHaveTwiceTheirParameters() {
        long four = cost().parameters();
        session.edit("model.layers", 8);
        long eight = cost().parameters();
        session.edit("model.layers", 12);
        assertThat(cost().parameters() - eight).isEqualTo(eight - four);
    }

    @Test
    void aLargerBatchNeedsMoreMemoryAndNoMoreParameters() {
        CostEstimate before = cost();
        session.edit("training.batchSize", 24);
        assertThat(cost().trainingBytes()).isGreaterThan(before.trainingBytes());
        assertThat(cost().parameters()).isEqualTo(before.parameters());
    }

    @Test
    void aLabThatDoesNotFitHasASentenceInPlaceOfADiagram() {
        session.open(session.lab().with("model.heads", 5), null, Path.of("build"));
        assertThat(model.diagramProperty().get()).isNull();
        assertThat(model.costProperty().get()).isNull();
        assertThat(model.problemProperty().get()).contains("Heads").contains("Width");
        session.edit("model.dim", 120);
        assertThat(model.diagramProperty().get()).isNotNull();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void theChosenPartStaysChosenWhileItExists() {
        model.selectedProperty().set(part("learned_position"));
        session.edit("model.dim", 256);
        assertThat(model.selectedProperty().get()).isNotNull().isEqualTo(part("learned_position"));
        session.edit("model.position", "alibi");
        assertThat(model.selectedProperty().get()).isNull();
    }

    @Test
    void theOpenBlockStaysAmongTheBlocks() {
        model.openBlockProperty().set(3);
        session.edit("model.layers", 2);
        assertThat(model.openBlockProperty().get()).isEqualTo(1);
    }

    @Test
    void everyPartsSettingsAreFields() {
        var keys = model.fields().stream().map(field -> field.key()).toList();
        for (PartKind kind : PartKind.values()) assertThat(keys).containsAll(kind.settings());
    }

    private Diagram.Part part(String id) {
        return Objects.requireNonNull(model.diagramProperty().get())
                .parts()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
