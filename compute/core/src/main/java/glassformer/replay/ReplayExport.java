package glassformer.replay;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup;
import glassformer.inspect.ColourTable;
import glassformer.run.Disk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A replay as pictures: an animated GIF, or numbered PNG files that programs for films open. One run, or two side by
/// side in step. Works without a display. One picture is in memory at a time.
///
/// @param replays      one or two, whose evaluations so far are drawn
/// @param milliseconds how long a picture of a GIF is shown
public record ReplayExport(
        List<Replay> replays, Look look, PictureColours colours, PictureWords words, int milliseconds) {
    /// How much longer than the others the last picture is shown.
    private static final int LAST = 4;

    private static final int HEAT_COLOURS = 160;
    private static final int SHADES = 18;

    /// Hears how many pictures are done.
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (done, all) -> {};

        /// @throws CancellationException to end it
        void drawn(int done, int all);
    }

    public ReplayExport {
        replays = List.copyOf(replays);
        if (replays.isEmpty() || replays.size() > 2) {
            throw new IllegalArgumentException("one run or two, not " + replays.size());
        }
        if (milliseconds < 20 || milliseconds > 60_000) {
            throw new BadInputException(
                    "A picture is to be shown for " + milliseconds + " milliseconds, but must be for 20 to 60000.");
        }
    }

    /// The steps that have a picture.
    public List<Integer> steps() {
        List<Integer> steps = Replay.together(replays);
        if (steps.isEmpty()) {
            throw new BadInputException(
                    replays.getFirst().run().root() + " has no evaluation yet, so there is nothing to replay.");
        }
        return steps;
    }

    /// Writes `frame-0001.png` and so on, in the order of [#steps].
    ///
    /// @param folder made where it is not there
    /// @throws BadInputException where it cannot be written or there is nothing to draw
    public List<Path> pngs(Path folder, Progress progress) {
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            each(
                    (picture, last) -> {
                        Path file = folder.resolve("frame-%04d.png".formatted(files.size() + 1));
                        Disk.replace(file, out -> {
                            if (!ImageIO.write(picture, "png", out)) {
                                throw new IOException("this Java cannot write PNG files");
                            }
                        });
                        files.add(file);
                    },
                    progress);
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
        return files;
    }

    /// Writes one file; a file of that name stays until the new one is whole.
    ///
    /// @throws BadInputException where it cannot be written or there is nothing to draw
    public void gif(Path file, Progress progress) {
        try {
            Files.createDirectories(Disk.parent(file));
            Disk.replace(file, out -> {
                try (AnimatedGif gif = new AnimatedGif(out, table())) {
                    each((picture, last) -> gif.add(picture, last ? LAST * milliseconds : milliseconds), progress);
                }
            });
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    private interface Taker {
        void take(BufferedImage picture, boolean last) throws IOException;
    }

    private void each(Taker taker, Progress progress) throws IOException {
        List<Integer> steps = steps();
        FramePicture picture = new FramePicture(replays, shape(), steps.getLast(), look, colours, words);
        @Nullable Frame[] frames = new @Nullable Frame[replays.size()];
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            for (int run = 0; run < frames.length; run++) {
                frames[run] = at(replays.get(run), step, frames[run]);
            }
            taker.take(picture.draw(step, Arrays.asList(frames)), i == steps.size() - 1);
            progress.drawn(i + 1, steps.size());
        }
    }

    /// @param shown the frame before this one, which may still be the nearest
    private static @Nullable Frame at(Replay replay, int step, @Nullable Frame shown) {
        Integer nearest = replay.nearest(step).orElse(null);
        if (nearest == null) {
            return null;
        }
        return shown != null && shown.step() == nearest ? shown : replay.frame(nearest);
    }

    private List<AttentionGroup> shape() {
        List<AttentionGroup> shape = new ArrayList<>();
        for (Replay replay : replays) {
            if (!replay.attentionSteps().isEmpty()) {
                AttentionGroup group = replay.frame(replay.attentionSteps().getFirst())
                        .group(look.kind())
                        .orElseThrow();
                requireHead(replay, group);
                shape.add(group);
            }
        }
        return shape;
    }

    private void requireHead(Replay replay, AttentionGroup group) {
        int layers = group.patterns().size();
        int heads = group.patterns().getFirst().shape().getFirst();
        if (look.layer().orElse(0) >= layers || look.head().orElse(0) >= heads) {
            throw new BadInputException(replay.name() + " has no head "
                    + look.layer().orElse(0) + "."
                    + look.head().orElse(0) + ": it has the layers 0 to " + (layers - 1) + " with the heads 0 to "
                    + (heads - 1) + ".");
        }
    }

    /// Colours of heat, and shades between the background and each colour that lines and words are drawn with.
    int[] table() {
        List<Integer> table = new ArrayList<>();
        IntStream.range(0, HEAT_COLOURS)
                .map(i -> colours.heat().argb(Math.round((ColourTable.SIZE - 1) * i / (HEAT_COLOURS - 1f))))
                .forEach(table::add);
        int[] inks = {colours.text(), colours.muted(), colours.first(), colours.second(), colours.marked()};
        for (int ink : inks) {
            IntStream.rangeClosed(1, SHADES).map(i -> mixed(ink, i)).forEach(table::add);
        }
        table.add(colours.background());
        table.add(colours.grid());
        return table.stream()
                .mapToInt(Integer::intValue)
                .map(rgb -> rgb & 0xFFFFFF)
                .toArray();
    }

    private int mixed(int ink, int part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = colours.background() >> shift & 0xFF;
            int to = ink >> shift & 0xFF;
            mixed |= (from + (to - from) * part / SHADES) << shift;
        }
        return mixed;
    }
}
