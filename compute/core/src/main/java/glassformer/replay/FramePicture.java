package glassformer.replay;

import glassformer.engine.AttentionGroup;
import glassformer.run.Sample;
import glassformer.train.HeadReading;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws runs at one step, side by side: their heads, what they say of the probe sentence, what they write, their
/// losses. Every picture of a replay has the same size.
final class FramePicture {
    static final int MARGIN = 16;
    static final int PANEL = 528;
    static final int TITLE = 52;
    private static final int SECTION = 22;
    private static final int BARS = 84;
    private static final int BAR_LABELS = 32;
    private static final int WIDEST_BAR = 44;
    private static final int NARROWEST_BAR = 10;
    private static final int LABELLED_BAR = 18;
    private static final int LOSS = 84;
    private static final int LINES = 3;
    private static final int LINE = 17;

    private final List<Replay> replays;
    private final Look look;
    private final PictureColours colours;
    private final PictureWords words;
    private final HeadsPainter heads;
    private final LossPainter losses;

    /// @param replays one, or two to be compared
    /// @param shape   a group of each run as those at all steps will be
    FramePicture(
            List<Replay> replays,
            List<AttentionGroup> shape,
            int lastStep,
            Look look,
            PictureColours colours,
            PictureWords words) {
        this.replays = List.copyOf(replays);
        this.look = look;
        this.colours = colours;
        this.words = words;
        int layers =
                shape.stream().mapToInt(group -> group.patterns().size()).max().orElse(1);
        int across = shape.stream()
                .mapToInt(group -> group.patterns().getFirst().shape().getFirst())
                .max()
                .orElse(1);
        this.heads = new HeadsPainter(layers, across, look.isOne(), PANEL, colours, words);
        this.losses = LossPainter.of(replays, lastStep, PANEL - 1, LOSS, colours);
    }

    int width() {
        return MARGIN + replays.size() * (PANEL + MARGIN);
    }

    /// Even, as programs for films need it.
    int height() {
        int height = bars() + SECTION + BARS + BAR_LABELS + SECTION + LINES * LINE + SECTION + LOSS + MARGIN;
        return height + height % 2;
    }

    /// Where a head's square lies in a panel, for tests.
    HeadsPainter heads() {
        return heads;
    }

    private int bars() {
        return MARGIN + TITLE + heads.height() + MARGIN;
    }

    /// @param frames of each run the evaluation at this step or the last one before it; null before its first
    BufferedImage draw(int step, List<@Nullable Frame> frames) {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        try (Pen pen = new Pen(image)) {
            pen.fill(0, 0, width(), height(), colours.background());
            for (int i = 0; i < replays.size(); i++) {
                int left = MARGIN + i * (PANEL + MARGIN);
                Frame frame = frames.get(i);
                title(pen, left, replays.get(i), step, frame);
                if (frame != null) {
                    panel(pen, left, replays.get(i), step, frame);
                }
            }
        }
        return image;
    }

    private void title(Pen pen, int left, Replay replay, int step, @Nullable Frame frame) {
        pen.bold(pen.fit(replay.name(), PANEL, Pen.TITLE), left, MARGIN + 14, Pen.TITLE, colours.text());
        StringBuilder line = new StringBuilder(words.step(step));
        if (frame != null) {
            if (frame.step() != step) {
                line.append(", ").append(words.held(frame.step()));
            }
            if (!Double.isNaN(frame.validationLoss())) {
                line.append("  ·  ")
                        .append(words.validation())
                        .append(' ')
                        .append(LossPainter.number(frame.validationLoss()));
            }
        }
        pen.text(line.toString(), left, MARGIN + 36, Pen.USUAL, colours.muted());
    }

    private void panel(Pen pen, int left, Replay replay, int step, Frame frame) {
        Optional<AttentionGroup> group = frame.group(look.kind());
        if (group.isPresent()) {
            heads.paint(pen, left, MARGIN + TITLE, group.get(), look);
        } else {
            pen.text(words.noAttention(), left, MARGIN + TITLE + 14, Pen.USUAL, colours.muted());
        }
        int y = bars();
        if (!frame.readings().isEmpty()) {
            reading(pen, left, y, frame.readings().getFirst());
        }
        y += SECTION + BARS + BAR_LABELS;
        Sample sample = frame.sample();
        if (sample != null) {
            pen.text(words.writes(), left, y + 14, Pen.SMALL, colours.muted());
            List<String> lines = pen.wrapped(sample.prompt() + " → " + sample.text(), PANEL, LINES, Pen.USUAL);
            for (int i = 0; i < lines.size(); i++) {
                pen.text(lines.get(i), left, y + SECTION + 12 + i * LINE, Pen.USUAL, colours.text());
            }
        }
        y += SECTION + LINES * LINE;
        int next = left + pen.text(words.validation(), left, y + 14, Pen.SMALL, colours.first()) + 12;
        pen.text(words.training(), next, y + 14, Pen.SMALL, colours.second());
        losses.paint(pen, left, y + SECTION, replay.losses(), step);
    }

    private void reading(Pen pen, int left, int top, HeadReading reading) {
        pen.text(words.says(), left, top + 14, Pen.SMALL, colours.muted());
        if (reading.value() != null) {
            pen.text(LossPainter.number(reading.value()), left, top + SECTION + 14, Pen.TITLE, colours.text());
            return;
        }
        List<Bar> all = Bar.of(reading);
        List<Bar> shown = all.subList(0, Math.min(all.size(), PANEL / NARROWEST_BAR));
        if (shown.isEmpty()) {
            return;
        }
        int each = Math.clamp(PANEL / shown.size(), NARROWEST_BAR, WIDEST_BAR);
        int floor = top + SECTION + BARS;
        for (int i = 0; i < shown.size(); i++) {
            Bar bar = shown.get(i);
            int x = left + i * each;
            pen.fill(x, floor - BARS, each - 2, BARS, colours.grid());
            int height = Math.round(bar.probability() * BARS);
            pen.fill(x, floor - height, each - 2, height, bar.likeliest() ? colours.first() : colours.second());
            if (each >= LABELLED_BAR) {
                pen.centred(bar.said(), x, floor + 13, each - 2, Pen.SMALL, colours.text());
                pen.centred(bar.read(), x, floor + 27, each - 2, Pen.SMALL, colours.muted());
            }
        }
    }
}
