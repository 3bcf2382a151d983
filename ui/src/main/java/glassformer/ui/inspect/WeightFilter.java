package glassformer.ui.inspect;

import glassformer.ui.heatmap.LinkView;
import glassformer.ui.heatmap.Matrix;
import java.util.List;
import java.util.Locale;

/// Which weights of a head are shown; the others are shown as if they were 0.
///
/// @param least weights below it are not shown
/// @param token only what looks from or at a token with this in it, whatever its case; empty for all
record WeightFilter(double least, String token) {
    static final WeightFilter NONE = new WeightFilter(0, "");

    boolean hidesNothing() {
        return least <= 0 && token.isEmpty();
    }

    Matrix apply(Matrix all, List<String> rows, List<String> columns) {
        if (hidesNothing()) return all;
        boolean[] looking = matches(rows);
        boolean[] lookedAt = matches(columns);
        var shown = new float[all.values().length];
        for (int i = 0; i < shown.length; i++) {
            float weight = all.values()[i];
            boolean about = looking[i / all.columns()] || lookedAt[i % all.columns()];
            shown[i] = about && weight >= least ? weight : 0;
        }
        return new Matrix(all.rows(), all.columns(), shown);
    }

    private boolean[] matches(List<String> tokens) {
        String part = token.toLowerCase(Locale.ROOT);
        var matches = new boolean[tokens.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] =
                    LinkView.visible(tokens.get(i)).toLowerCase(Locale.ROOT).contains(part);
        }
        return matches;
    }
}
