package glassformer.replay;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import java.util.Optional;

/// Paints a group's heads into a square each, or one head large with its tokens. The size follows from the number of
/// heads and not of tokens, so that every frame has room in the same place.
///
/// @param width in pixels
record HeadsPainter(int layers, int heads, boolean one, int width, PictureColours colours, PictureWords words) {
    static final int GAP = 8;
    static final int LABEL = 16;
    private static final int SMALLEST = 20;
    private static final int LARGEST = 132;
    private static final int LARGE = 340;
    private static final int TOKENS = 72;

    /// Of a head's square.
    int side() {
        return one ? Math.min(LARGE, width - TOKENS) : Math.clamp((width + GAP) / heads - GAP, SMALLEST, LARGEST);
    }

    int height() {
        return one ? side() + LABEL : layers * (side() + LABEL + GAP) - GAP;
    }

    /// Where a head's square begins.
    int x(int head) {
        return one ? TOKENS : head * (side() + GAP);
    }

    int y(int layer) {
        return one ? 0 : layer * (side() + LABEL + GAP);
    }

    void paint(Pen pen, int left, int top, AttentionGroup group, Look look) {
        HeadScores even = HeadScores.even(group.kind(), group.rows(), group.columns());
        if (look.isOne()) {
            int layer = look.layer().getAsInt();
            int head = look.head().getAsInt();
            if (has(group, layer, head)) {
                square(pen, left + x(0), top, group, layer, head);
                label(pen, left + x(0), top + side(), group, layer, head, even);
                tokens(pen, left, top, group);
            }
            return;
        }
        for (int layer = 0; layer < Math.min(layers, group.patterns().size()); layer++) {
            for (int head = 0; head < heads && has(group, layer, head); head++) {
                square(pen, left + x(head), top + y(layer), group, layer, head);
                label(pen, left + x(head), top + y(layer) + side(), group, layer, head, even);
            }
        }
    }

    private static boolean has(AttentionGroup group, int layer, int head) {
        return layer < group.patterns().size()
                && head < group.patterns().get(layer).shape().getFirst();
    }

    /// A pixel that covers several weights shows the largest.
    private void square(Pen pen, int x, int y, AttentionGroup group, int layer, int head) {
        Tensor pattern = group.patterns().get(layer); // (H, T, S)
        int rows = group.rows().size();
        int columns = group.columns().size();
        int from = head * rows * columns;
        int side = side();
        for (int j = 0; j < side; j++) {
            int firstRow = j * rows / side;
            int endRow = Math.max(firstRow + 1, (j + 1) * rows / side);
            for (int i = 0; i < side; i++) {
                int firstColumn = i * columns / side;
                int endColumn = Math.max(firstColumn + 1, (i + 1) * columns / side);
                float largest = 0;
                for (int row = firstRow; row < endRow; row++) {
                    for (int column = firstColumn; column < endColumn; column++) {
                        largest = Math.max(largest, pattern.values()[from + row * columns + column]);
                    }
                }
                pen.pixel(x + i, y + j, colours.heat().argb(largest, 0, 1));
            }
        }
        pen.frame(x - 1, y - 1, side + 1, side + 1, colours.grid());
    }

    private void label(Pen pen, int x, int y, AttentionGroup group, int layer, int head, HeadScores even) {
        Optional<HeadRole> role = HeadScores.of(group, layer, head).role(even);
        String place = "L" + (layer + 1) + " H" + (head + 1);
        String named = role.map(found -> place + " " + words.roles().get(found)).orElse(place);
        pen.text(
                pen.fit(named, side(), Pen.SMALL),
                x,
                y + 12,
                Pen.SMALL,
                role.isPresent() ? colours.marked() : colours.muted());
    }

    private void tokens(Pen pen, int left, int top, AttentionGroup group) {
        double row = (double) side() / group.rows().size();
        int every = (int) Math.ceil((Pen.SMALL + 2) / row);
        for (int t = 0; t < group.rows().size(); t += every) {
            String token = pen.fit(group.rows().get(t), TOKENS - 8, Pen.SMALL);
            int x = left + TOKENS - 6 - pen.width(token, Pen.SMALL);
            pen.text(token, x, top + (int) ((t + 0.5) * row) + 4, Pen.SMALL, colours.muted());
        }
    }
}
