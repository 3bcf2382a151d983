package glassformer.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.TensorStatistics.Kind;
import glassformer.run.RunFolder;
import glassformer.ui.worker.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsideViewModelTest {
    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private InsideViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        model = new InsideViewModel(bench.background());
    }

    @Test
    void aRunsTensorsAreOfferedAndTheFirstIsShown() {
        model.look(bench.watched());
        assertThat(model.tensorProperty().get()).isEqualTo(model.tensors().getFirst());
        assertThat(model.spreadProperty().get())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.statistics().kind()).isEqualTo(Kind.WEIGHT));
        assertThat(model.ratio().size()).isEqualTo(4);
        assertThat(model.guide().y(0)).isEqualTo(1e-3);
    }

    @Test
    void theKindDecidesWhoseSpreadAndNormAreShown() {
        model.look(bench.watched());
        double weights = model.norm().y(0);
        model.kindProperty().set(Kind.GRADIENT);
        assertThat(model.spreadProperty().get())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.statistics().kind()).isEqualTo(Kind.GRADIENT));
        assertThat(model.norm().y(0)).isNotEqualTo(weights);
        assertThat(model.ratio().size()).isEqualTo(4);
    }

    @Test
    void theChosenTensorStaysWhenTheRunIsReadAgain() {
        Path run = bench.watched();
        model.look(run);
        String last = model.tensors().getLast();
        model.tensorProperty().set(last);
        model.look(bench.trained());
        assertThat(model.spreadProperty().get()).isEmpty();
        model.look(run);
        model.tensorProperty().set(last);
        model.look(run);
        assertThat(model.tensorProperty().get()).isEqualTo(last);
    }

    @Test
    void activationsHaveNamesAndSharesOfDeadUnitsOfTheirOwn() {
        model.look(bench.watched());
        String weight = model.tensors().getLast();
        model.tensorProperty().set(weight);
        model.kindProperty().set(Kind.ACTIVATION);
        assertThat(model.tensors()).contains("blocks.0.attn_out", "blocks.0.mlp_post", "blocks.0.resid_post");
        assertThat(model.tensorProperty().get()).isEqualTo("blocks.0.attn_out");
        assertThat(model.spreadProperty().get()).hasSize(4);
        assertThat(model.norm().size()).isEqualTo(4);
        assertThat(model.dead()).extracting(InsideViewModel.LayerCurve::name).startsWith("blocks.0.mlp_post");
        assertThat(model.dead().getFirst().curve().y(3)).isEqualTo(0.5);
        model.kindProperty().set(Kind.GRADIENT);
        assertThat(model.tensorProperty().get()).isEqualTo(weight);
    }

    @Test
    void whatARunFindsLaterIsAddedAndAResumedOneBeginsAgain() throws IOException {
        Path file = new RunFolder(bench.watched()).statisticsFile();
        List<String> all = Files.readAllLines(file);
        List<String> first =
                all.stream().filter(line -> line.contains("\"step\":5,")).toList();
        Files.write(file, first);
        model.look(file.getParent());
        assertThat(model.ratio().size()).isEqualTo(1);
        Files.write(file, all.subList(first.size(), all.size()), StandardOpenOption.APPEND);
        model.look(file.getParent());
        assertThat(model.ratio().size()).isEqualTo(4);
        Files.write(file, first);
        model.look(file.getParent());
        assertThat(model.ratio().size()).isEqualTo(1);
    }

    @Test
    void withoutARunThereIsNothing() {
        model.look(bench.watched());
        model.look(null);
        assertThat(model.tensors()).isEmpty();
        assertThat(model.spreadProperty().get()).isEmpty();
        assertThat(model.ratio().isEmpty()).isTrue();
    }
}
