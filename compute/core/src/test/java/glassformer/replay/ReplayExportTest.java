package glassformer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayExportTest {
    private static final float[] SHARES = {0, 0.25f, 0.9f};

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Replay run;

    @BeforeEach
    void store() throws IOException {
        StoredRun stored = StoredRun.create(folder.resolve("run"));
        for (int i = 0; i < SHARES.length; i++) {
            stored.evaluation(10 * i, 3 - i, SHARES[i]);
        }
        run = Replay.open(stored.root());
    }

    private static ReplayExport export(Replay... runs) {
        return new ReplayExport(List.of(runs), Look.all(), PictureColours.LIGHT, PictureWords.ENGLISH, 200);
    }

    @Test
    void everyPictureHoldsEveryWeightInTheColourOfTheTable() throws IOException {
        List<Path> files = export(run).pngs(folder.resolve("pictures"), ReplayExport.Progress.NONE);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("frame-0001.png", "frame-0002.png", "frame-0003.png");
        for (int i = 0; i < SHARES.length; i++) {
            assertShows(ImageIO.read(files.get(i).toFile()), StoredRun.group(SHARES[i]), 0);
        }
    }

    @Test
    void theAnimationIsReadBackPictureByPicture() throws IOException {
        Path file = folder.resolve("replay.gif");
        export(run).gif(file, ReplayExport.Progress.NONE);
        List<Integer> delays = new ArrayList<>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(SHARES.length);
            for (int i = 0; i < SHARES.length; i++) {
                // The table has fewer colours of heat than a screen.
                assertShows(reader.read(i), StoredRun.group(SHARES[i]), 4);
                IIOMetadataNode root =
                        (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                delays.add(
                        Integer.valueOf(child(root, "GraphicControlExtension").getAttribute("delayTime")));
                IIOMetadataNode repeats = child(root, "ApplicationExtension");
                assertThat(repeats.getAttribute("applicationID")).isEqualTo("NETSCAPE");
                assertThat((byte[]) repeats.getUserObject()).containsExactly(1, 0, 0);
            }
        } finally {
            reader.dispose();
        }
        assertThat(delays).containsExactly(20, 20, 80); // hundredths of a second; the end is seen longest
    }

    @Test
    void twoRunsStandSideBySideInStep() throws IOException {
        Path other = StoredRun.create(folder.resolve("other"))
                .evaluation(0, 3, 0)
                .evaluation(15, 2, 0.6f)
                .root();
        ReplayExport both = export(run, Replay.open(other));
        assertThat(both.steps()).containsExactly(0, 10, 15, 20);
        List<Path> files = both.pngs(folder.resolve("both"), ReplayExport.Progress.NONE);
        BufferedImage last = ImageIO.read(files.getLast().toFile());
        assertShows(last, StoredRun.group(0.9f), 0);
        // The other run's last evaluation before step 20.
        assertShows(last, StoredRun.group(0.6f), 0, FramePicture.MARGIN * 2 + FramePicture.PANEL);
    }

    @Test
    void oneHeadIsDrawnLarge() throws IOException {
        ReplayExport one = new ReplayExport(
                List.of(run), Look.one(Kind.DECODER, 0, 1), PictureColours.DARK, PictureWords.ENGLISH, 200);
        BufferedImage last = ImageIO.read(one.pngs(folder.resolve("one"), ReplayExport.Progress.NONE)
                .getLast()
                .toFile());
        HeadsPainter heads =
                new HeadsPainter(2, 2, true, FramePicture.PANEL, PictureColours.DARK, PictureWords.ENGLISH);
        AttentionGroup group = StoredRun.group(0.9f);
        int size = group.rows().size();
        int x = FramePicture.MARGIN + heads.x(0) + heads.side() * 5 / (2 * size);
        int y = FramePicture.MARGIN + FramePicture.TITLE + heads.side() * 7 / (2 * size);
        float weight = group.patterns().getFirst().values()[(size + 3) * size + 2];
        assertThat(weight).isGreaterThan(0.9f);
        assertThat(last.getRGB(x, y)).isEqualTo(PictureColours.DARK.heat().argb(weight, 0, 1));
    }

    @Test
    void aHeadThatThereIsNotIsNamed() {
        ReplayExport one = new ReplayExport(
                List.of(run), Look.one(Kind.DECODER, 2, 0), PictureColours.LIGHT, PictureWords.ENGLISH, 200);
        assertThatThrownBy(() -> one.gif(folder.resolve("x.gif"), ReplayExport.Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessage("run has no head 2.0: it has the layers 0 to 1 with the heads 0 to 1.");
        assertThat(folder.resolve("x.gif")).doesNotExist();
    }

    @Test
    void aRunWithoutAttentionIsDrawnWithoutIt() throws IOException {
        Path bare = StoredRun.create(folder.resolve("bare")).root();
        Files.writeString(bare.resolve("metrics.jsonl"), "{\"step\":0,\"split\":\"validation\",\"loss\":3}\n");
        List<Path> files = export(Replay.open(bare)).pngs(folder.resolve("bare-pictures"), ReplayExport.Progress.NONE);
        assertThat(files).hasSize(1);
    }

    @Test
    void aRunWithoutEvaluationsSaysSo() throws IOException {
        Path empty = StoredRun.create(folder.resolve("empty")).root();
        assertThatThrownBy(() -> export(Replay.open(empty)).gif(folder.resolve("x.gif"), ReplayExport.Progress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no evaluation yet");
    }

    @Test
    void anExportThatIsEndedLeavesNoFile() {
        Path file = folder.resolve("ended.gif");
        assertThatThrownBy(() -> export(run).gif(file, (done, all) -> {
                    throw new CancellationException("enough");
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(file).doesNotExist();
    }

    private static void assertShows(BufferedImage picture, AttentionGroup group, int tolerance) {
        assertShows(picture, group, tolerance, FramePicture.MARGIN);
    }

    /// Looks into the middle of each weight's cell.
    private static void assertShows(BufferedImage picture, AttentionGroup group, int tolerance, int left) {
        HeadsPainter heads =
                new HeadsPainter(2, 2, false, FramePicture.PANEL, PictureColours.LIGHT, PictureWords.ENGLISH);
        int top = FramePicture.MARGIN + FramePicture.TITLE;
        int size = group.rows().size();
        for (int layer = 0; layer < 2; layer++) {
            float[] values = group.patterns().get(layer).values();
            for (int at = 0; at < values.length; at++) {
                int head = at / (size * size);
                int x = left + heads.x(head) + heads.side() * (2 * (at % size) + 1) / (2 * size);
                int y = top + heads.y(layer) + heads.side() * (2 * (at / size % size) + 1) / (2 * size);
                int expected = PictureColours.LIGHT.heat().argb(values[at], 0, 1);
                int actual = picture.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    assertThat(Math.abs((actual >> shift & 0xFF) - (expected >> shift & 0xFF)))
                            .as("layer %d, head %d, weight %s", layer, head, values[at])
                            .isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }
}
