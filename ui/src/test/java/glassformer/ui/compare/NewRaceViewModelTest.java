package glassformer.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.settings.Setting;
import glassformer.ui.Shown;
import glassformer.ui.compare.NewRaceViewModel.Shape;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.worker.Bench;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewRaceViewModelTest {
    private static final String KIND = "training.optimizer.kind";
    private static final String RATE = "training.optimizer.learningRate";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private NewRaceViewModel model;

    @BeforeEach
    void makeModel() {
        bench = new Bench(folder);
        model = new NewRaceViewModel(
                bench.session(),
                bench.background(),
                bench.runs(),
                Clock.fixed(Instant.parse("2026-01-31T14:25:30Z"), ZoneOffset.UTC),
                new FieldTexts(Shown.ENGLISH),
                Shown.ENGLISH);
    }

    private VariedSetting vary(String key) {
        model.vary(bench.session().lab().schema().setting(key));
        return model.varied().getLast();
    }

    private List<String> names() {
        return model.planProperty().get().entries().stream()
                .map(RaceEntry::name)
                .toList();
    }

    private String problem() {
        return model.planProperty().get().problem();
    }

    @Test
    void aGridMakesEveryCombination() {
        vary(KIND).choose("sgd", true);
        vary(RATE).gridProperty().set("0.05, 0.001");
        assertThat(names())
                .containsExactly(
                        "kind=sgd, learningRate=0.05",
                        "kind=sgd, learningRate=0.001",
                        "kind=adamw, learningRate=0.05",
                        "kind=adamw, learningRate=0.001");
        assertThat(model.planProperty().get().canStart()).isTrue();
    }

    @Test
    void aListMakesItsRuns() {
        var kind = vary(KIND);
        var rate = vary(RATE);
        model.shapeProperty().set(Shape.LIST);
        assertThat(problem()).isEqualTo("Two runs have the same settings.");
        kind.valueProperty(1).set("lion");
        rate.valueProperty(1).set("0.0001");
        model.addRun();
        kind.valueProperty(2).set("sgd");
        assertThat(names()).hasSize(3).endsWith("kind=lion, learningRate=0.0001", "kind=sgd, learningRate=0.0001");
        assertThat(problem()).isEmpty();
        model.removeRun(1);
        assertThat(names()).hasSize(2).last().isEqualTo("kind=sgd, learningRate=0.0001");
    }

    @Test
    void whatIsNotAllowedIsSaidAtTheSetting() {
        var rate = vary(RATE);
        rate.gridProperty().set("0.05, fast");
        assertThat(rate.problemProperty().get()).contains("fast");
        assertThat(problem()).contains("not allowed");
        assertThat(model.planProperty().get().canStart()).isFalse();
        rate.gridProperty().set("0.05");
        assertThat(rate.problemProperty().get()).isEmpty();
        assertThat(problem()).contains("at least two");
    }

    @Test
    void aLabThatDoesNotFitTogetherIsNamedAsOnTheBuildPage() {
        vary("model.heads").gridProperty().set("1, 3");
        assertThat(problem()).contains("heads=3").doesNotContain("model.heads");
        assertThat(model.planProperty().get().canStart()).isFalse();
    }

    @Test
    void aKeyIsOfferedUntilItIsVaried() {
        assertThat(model.offered()).extracting(Setting::key).startsWith(KIND, RATE);
        var kind = vary(KIND);
        assertThat(model.offered()).extracting(Setting::key).doesNotContain(KIND);
        model.remove(kind);
        assertThat(model.offered()).extracting(Setting::key).contains(KIND);
    }

    @Test
    void theRaceIsMadeFromTheOpenLab() {
        bench.session().edit("training.steps", 7);
        vary(RATE).gridProperty().set("0.05, 0.001");
        List<Race> made = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        model.create(made::add, failed::add);
        assertThat(failed).isEmpty();
        Race race = made.getFirst();
        assertThat(race.root()).isEqualTo(bench.runs().resolve(race.lab().name() + "-race-20260131-142530"));
        assertThat(Race.open(race.root()).lab().training().steps()).isEqualTo(7);
    }
}
