package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.TinyLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();

    @BeforeEach
    void train() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder));
        assertThat(command("train", folder.toString(), "--out", "mine").code()).isZero();
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(engines, folder, arguments);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void aReplayIsATableOfEvaluations() {
        CommandLineRun run = command("inspect", "mine", "--replay");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("mine: 5 evaluations")
                .containsPattern("(?m)^ +0 +\\d+\\.\\d{4} +0\\.\\d{4}  the  → ")
                .containsPattern("(?m)^ +20 +\\d+\\.\\d{4} +0\\.\\d{4}  the  → ");
    }

    @Test
    void asJsonItHoldsProbabilitiesAndEachHeadsScores() throws IOException {
        JsonNode json = json(command("inspect", "mine", "--replay", "--json"));
        assertThat(json.path("steps")).hasSize(5);
        JsonNode run = json.path("runs").path(0);
        assertThat(run.path("missing")).isEmpty();
        JsonNode last = run.path("evaluations").path(4);
        assertThat(last.path("step").asInt()).isEqualTo(20);
        assertThat(last.path("validationLoss").asDouble())
                .isLessThan(
                        run.path("evaluations").path(0).path("validationLoss").asDouble());
        JsonNode bar = last.path("says").path(0).path("bars").path(0);
        assertThat(bar.path("read").asText()).isEqualTo("t");
        assertThat(bar.path("said").asText()).isEqualTo("h");
        assertThat(bar.path("probability").asDouble()).isBetween(0.0, 1.0);
        JsonNode head = run.path("heads").path(3);
        assertThat(head.path("layer").asInt()).isEqualTo(1);
        assertThat(head.path("scores").path("previous-token")).hasSize(5);
        assertThat(head.path("role").isNull()).isTrue(); // the bigram's heads look evenly
    }

    @Test
    void twoRunsBecomePicturesAndAnAnimation() throws IOException {
        command("train", folder.toString(), "--set", "training.evaluateEvery=8", "--out", "other");
        CommandLineRun run = command(
                "inspect",
                "mine",
                "--replay",
                "--against",
                "other",
                "--out",
                "seen",
                "--gif",
                "seen/run.gif",
                "--json");
        assertThat(run.code()).isZero();
        JsonNode json = json(run);
        assertThat(json.path("steps").toString()).isEqualTo("[0,5,8,10,15,16,20]");
        assertThat(json.path("pictures")).hasSize(7);
        for (JsonNode picture : json.path("pictures")) {
            assertThat(Files.size(Path.of(picture.asText()))).isPositive();
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve("seen/run.gif").toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(7);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void whatCannotBeReplayedIsSaidInOneSentence() {
        assertRefused("There is no run at", "inspect", "nowhere", "--replay");
        assertRefused("--text is missing", "inspect", "mine");
        assertRefused("belong to --replay", "inspect", "mine", "--text", "the", "--gif", "x.gif");
        assertRefused("must end with .gif", "inspect", "mine", "--replay", "--gif", "x.png");
        assertRefused("must be a layer and a head", "inspect", "mine", "--replay", "--large", "0.ffn");
        assertRefused("20 to 60000", "inspect", "mine", "--replay", "--delay", "1");
        assertRefused("mine has no head 5.0", "inspect", "mine", "--replay", "--large", "5.0", "--gif", "x.gif");
    }

    private void assertRefused(String sentence, String... arguments) {
        CommandLineRun run = command(arguments);
        assertThat(run.code()).as(String.join(" ", arguments)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains(sentence);
    }
}
