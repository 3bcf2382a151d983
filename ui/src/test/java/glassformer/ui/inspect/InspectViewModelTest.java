package glassformer.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.run.RunFolder;
import glassformer.ui.DemoRun;
import glassformer.ui.Shown;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.inspect.InspectViewModel.Source;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.AtStep;
import glassformer.worker.WorkerService.OpenRequest;
import glassformer.worker.WorkerService.TextRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectViewModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private InspectViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        model = new InspectViewModel(bench.session(), bench.link(), bench.background(), Shown.ENGLISH);
    }

    private AttentionPicture picture() {
        return Objects.requireNonNull(model.pictureProperty().get());
    }

    private GroupPicture group() {
        return Objects.requireNonNull(model.groupProperty().get());
    }

    @Test
    void whatIsTooLargeToHoldStaysInItsFileAndLooksTheSame() {
        bench.session().runProperty().set(bench.trained());
        var stored = new InspectViewModel(bench.session(), bench.link(), bench.background(), Shown.ENGLISH, 0);
        GroupPicture all = group();
        GroupPicture group = Objects.requireNonNull(stored.groupProperty().get());
        assertThat(group.isStored()).isTrue();
        assertThat(group.scored()).hasSameSizeAs(all.patterns());
        for (int layer = 0; layer < all.patterns().size(); layer++) {
            for (int i = 0; i < all.patterns().get(layer).size(); i++) {
                var head = new Head(layer, i);
                assertThat(Objects.requireNonNull(group.shown(head, HeadChoice.HEAD))
                                .values())
                        .containsExactly(all.pattern(head).values());
                assertThat(group.pattern(head).values())
                        .containsExactly(all.pattern(head).values());
                assertThat(group.scores(head)).isEqualTo(all.scores(head));
            }
            assertThat(Objects.requireNonNull(group.shown(new Head(layer, 0), HeadChoice.MEAN))
                            .values())
                    .containsExactly(
                            Objects.requireNonNull(all.shown(new Head(layer, 0), HeadChoice.MEAN))
                                    .values(),
                            org.assertj.core.api.Assertions.within(1e-6f));
        }
        assertThat(group.shown(new Head(0, 0), HeadChoice.ROLLOUT)).isNull();
        assertThat(group.even()).isEqualTo(all.even());
    }

    @Test
    void withoutARunItSaysWhatToDo() {
        assertThat(model.pictureProperty().get()).isNull();
        assertThat(model.emptyProperty().get()).startsWith("There is no run yet.");
    }

    @Test
    void anOpenedRunShowsItsNewestStoredAttention() {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        assertThat(model.probeSteps().steps()).containsExactly(0, 5, 10, 15, 20);
        assertThat(picture().step()).isEqualTo(20);
        assertThat(String.join("", group().rows())).isEqualTo("the cat");
        assertThat(group().patterns()).hasSize(2).allSatisfy(heads -> assertThat(heads)
                .hasSize(2));
        Cells stored = Objects.requireNonNull(model.patternProperty().get());
        assertThat(stored.values())
                .containsExactly(java.util.Arrays.copyOf(
                        new RunFolder(run)
                                .attention(20)
                                .groups()
                                .getFirst()
                                .patterns()
                                .getFirst()
                                .values(),
                        49));
    }

    @Test
    void everyRowOfEveryHeadSumsToOne() {
        bench.session().runProperty().set(bench.trained());
        for (var heads : group().patterns()) {
            for (Matrix head : heads) {
                for (int row = 0; row < head.rows(); row++) {
                    double sum = 0;
                    for (int column = 0; column < head.columns(); column++) sum += head.at(row, column);
                    assertThat(sum).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @Test
    void theChosenHeadStaysWhenTheStepChanges() {
        bench.session().runProperty().set(bench.trained());
        model.headProperty().set(new Head(1, 1));
        model.probeSteps().chosenProperty().set(5);
        assertThat(picture().step()).isEqualTo(5);
        assertThat(model.headProperty().get()).isEqualTo(new Head(1, 1));
        assertThat(model.patternProperty().get()).isEqualTo(group().pattern(new Head(1, 1)));
    }

    @Test
    void aNewStepOfALiveRunIsFollowedFromTheNewestOnly() throws IOException {
        Path run = bench.trained();
        bench.session().runProperty().set(run);
        add(run, 25);
        assertThat(picture().step()).isEqualTo(25);
        model.probeSteps().chosenProperty().set(10);
        add(run, 30);
        assertThat(model.probeSteps().steps()).endsWith(25, 30);
        assertThat(picture().step()).isEqualTo(10);
    }

    private void add(Path run, int step) throws IOException {
        Path attention = run.resolve("attention");
        Files.copy(attention.resolve("step-20.safetensors"), attention.resolve("step-" + step + ".safetensors"));
        bench.worker().tell().attended(new AtStep(run.toString(), step));
    }

    @Test
    void theWorkerLooksAtAnOwnTextWithTheChosenCheckpoint() {
        bench.session().runProperty().set(bench.trained());
        model.sourceProperty().set(Source.OWN_TEXT);
        assertThat(model.emptyProperty().get()).startsWith("Type a text");
        model.ownTextProperty().set("mat");
        model.checkpoints().chosenProperty().set(10);
        model.look();
        assertThat(bench.worker().asked(OpenRequest.class).step()).isEqualTo(10);
        assertThat(bench.worker().asked(TextRequest.class).text()).isEqualTo("mat");
        assertThat(group().rows()).containsExactly("m", "a", "t");
        assertThat(picture().step()).isEqualTo(10);
        model.sourceProperty().set(Source.PROBE);
        assertThat(group().rows()).hasSize(7);
    }

    @Test
    void aRefusalIsASentenceOnThePage() {
        bench.session().runProperty().set(bench.trained());
        model.sourceProperty().set(Source.OWN_TEXT);
        model.ownTextProperty().set("mat");
        bench.worker().refuse(new BadInputException("There is no device here."));
        model.look();
        assertThat(model.problemProperty().get()).isEqualTo("There is no device here.");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void nothingCanBeLookedAtWithoutATextOrACheckpoint() {
        assertThat(model.canLookProperty().get()).isFalse();
        model.ownTextProperty().set("mat");
        assertThat(model.canLookProperty().get()).isFalse();
        bench.session().runProperty().set(bench.trained());
        assertThat(model.canLookProperty().get()).isTrue();
    }

    @Test
    void aTranslationShowsWhatIsWrittenAtTheSourceFirstAndEachKindOnDemand() throws IOException {
        bench.session().runProperty().set(DemoRun.translation(bench.runs().resolve("translation")));
        assertThat(picture().kinds()).containsExactly(Kind.ENCODER, Kind.DECODER, Kind.CROSS);
        assertThat(group().kind()).isEqualTo(Kind.CROSS);
        assertThat(group().rows()).endsWith("</s>").isNotEqualTo(group().columns());
        Cells cross = Objects.requireNonNull(model.patternProperty().get());
        assertThat(cross.rows()).isEqualTo(group().rows().size());
        assertThat(cross.columns()).isEqualTo(group().columns().size());
        model.kindProperty().set(Kind.DECODER);
        assertThat(group().rows()).startsWith("<pad>").isEqualTo(group().columns());
    }
}
