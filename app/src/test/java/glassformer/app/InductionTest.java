package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Engines;
import glassformer.inspect.AblationEffect;
import glassformer.inspect.Attention;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import glassformer.inspect.Part;
import glassformer.replay.HeadCurve;
import glassformer.replay.HeadHistory;
import glassformer.replay.Replay;
import glassformer.run.Lab;
import glassformer.run.RunListener;
import glassformer.run.TrainedModel;
import glassformer.run.TrainingRun;
import glassformer.samples.SampleLabs;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample `repeats`, trained as it is: its model finds earlier copies, and the heads that do so are found by their
/// scores on a text that it has never seen.
@Tag("slow")
class InductionTest {
    private static final String UNSEEN = "gwypDzohfKgwypDzohfKgwypDzohfK";

    @TempDir
    Path folder = Path.of("");

    @Test
    void theRepeatsLabLearnsToLookAtThePreviousLetterAndThenAtWhatFollowedAnEarlierCopy() {
        Lab lab = new SampleLabs().lab("repeats");
        Path run = folder.resolve("run");
        try (Engines engines = new Engines()) {
            TrainingRun.start(lab, folder, run, engines, RunListener.SILENT, new TrainingControl());
            assertThatTheReplayShowsHeadsForm(run);
            try (TrainedModel model = TrainedModel.open(run, null, engines, "auto")) {
                AttentionGroup group = Attention.of(model.session(), model.tokenizer(), UNSEEN)
                        .groups()
                        .getFirst();
                Map<HeadRole, List<Part>> found = roles(group);
                List<Part> induction = Objects.requireNonNull(found.get(HeadRole.INDUCTION));
                assertThat(induction).isNotEmpty().allSatisfy(head -> assertThat(head.block())
                        .isEqualTo(1));
                List<Part> previous = Objects.requireNonNull(found.get(HeadRole.PREVIOUS));
                assertThat(previous).isNotEmpty().allSatisfy(head -> assertThat(head.block())
                        .isZero());
                assertThatWithoutThemItIsLost(model, induction);
                assertThatWithoutThemItIsLost(model, previous);
            }
        }
    }

    /// Each head that has a name at the end began below what it takes to be named so, and ends above; a head that looks
    /// at the previous letter and one that finds earlier copies are among them.
    private static void assertThatTheReplayShowsHeadsForm(Path run) {
        List<HeadCurve> named = new HeadHistory(Replay.open(run))
                .all().stream().filter(curve -> curve.formed().isPresent()).toList();
        assertThat(named)
                .extracting(curve -> curve.formed().orElseThrow().role())
                .contains(HeadRole.PREVIOUS, HeadRole.INDUCTION);
        assertThat(named).allSatisfy(curve -> {
            HeadCurve.Formed formed = curve.formed().orElseThrow();
            HeadCurve.Point first = curve.points().getFirst();
            HeadCurve.Point last = curve.points().getLast();
            assertThat(formed.step()).isPositive();
            assertThat(first.scores().of(formed.role())).isLessThan(HeadScores.threshold(formed.role(), first.even()));
            assertThat(last.scores().of(formed.role()))
                    .isGreaterThanOrEqualTo(HeadScores.threshold(formed.role(), last.even()));
        });
    }

    private static void assertThatWithoutThemItIsLost(TrainedModel model, List<Part> heads) {
        try (TrainedModel without = model.without(heads)) {
            AblationEffect effect = AblationEffect.of(model.responder(), without.responder(), UNSEEN);
            assertThat(effect.lossAfter()).isGreaterThan(effect.lossBefore() + 0.5);
        }
    }

    private static Map<HeadRole, List<Part>> roles(AttentionGroup group) {
        Map<HeadRole, List<Part>> found = new EnumMap<>(HeadRole.class);
        for (HeadRole role : HeadRole.values()) {
            found.put(role, new ArrayList<>());
        }
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            for (int head = 0; head < group.patterns().get(layer).shape().getFirst(); head++) {
                Part part = new Part(layer, Part.Kind.ATTENTION, head);
                HeadScores.role(group, layer, head).ifPresent(role -> Objects.requireNonNull(found.get(role))
                        .add(part));
            }
        }
        return found;
    }
}
