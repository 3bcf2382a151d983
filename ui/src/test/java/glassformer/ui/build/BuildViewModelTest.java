package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.CostEstimate;
import glassformer.run.Lab;
import glassformer.settings.Setting;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.field.LabSettings;
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
        assertThat(model.diagram().diagramProperty().get()).isNull();
        assertThat(model.costProperty().get()).isNull();
        assertThat(model.diagram().problemProperty().get()).contains("Heads").contains("Width");
        session.edit("model.dim", 120);
        assertThat(model.diagram().diagramProperty().get()).isNotNull();
        assertThat(model.diagram().problemProperty().get()).isEmpty();
    }

    @Test
    void theChosenPartStaysChosenWhileItExists() {
        model.diagram().selectedProperty().set(part("learned_position"));
        session.edit("model.dim", 256);
        assertThat(model.diagram().selectedProperty().get()).isNotNull().isEqualTo(part("learned_position"));
        session.edit("model.position", "alibi");
        assertThat(model.diagram().selectedProperty().get()).isNull();
    }

    @Test
    void theOpenBlockStaysAmongTheBlocks() {
        model.diagram().openBlock(Diagram.Side.TRUNK).set(3);
        session.edit("model.layers", 2);
        assertThat(model.diagram().openBlock(Diagram.Side.TRUNK).get()).isEqualTo(1);
    }

    @Test
    void everyPartsSettingsAreKeysOfSomeFamily() {
        var keys = LabSettings.all().stream().map(Setting::key).toList();
        for (PartKind kind : PartKind.values()) assertThat(keys).containsAll(kind.settings());
    }

    private Diagram.Part part(String id) {
        return Objects.requireNonNull(model.diagram().diagramProperty().get())
                .parts()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
