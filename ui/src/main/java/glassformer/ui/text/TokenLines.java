package glassformer.ui.text;

import glassformer.ui.common.TextMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tokens broken into lines of a given width: where each token begins, and which tokens each line holds.
///
/// A line ends where the next token no longer fits, and after a token with a line break in it.
final class TokenLines {
    private final double[] x;
    private final double[] width;
    private final int[] firstOfLine;
    private final int lines;

    private TokenLines(double[] x, double[] width, int[] firstOfLine, int lines) {
        this.x = x;
        this.width = width;
        this.firstOfLine = firstOfLine;
        this.lines = lines;
    }

    static TokenLines of(List<Token> tokens, List<String> shown, double lineWidth, TextMeasure text) {
        var x = new double[tokens.size()];
        var width = new double[tokens.size()];
        var first = new ArrayList<Integer>();
        double at = 0;
        boolean broken = true;
        for (int i = 0; i < tokens.size(); i++) {
            width[i] = Math.min(lineWidth, text.width(shown.get(i)));
            if (broken || at + width[i] > lineWidth) {
                first.add(i);
                at = 0;
            }
            x[i] = at;
            at += width[i];
            broken = tokens.get(i).text().indexOf('\n') >= 0;
        }
        return new TokenLines(
                x, width, first.stream().mapToInt(Integer::intValue).toArray(), first.size());
    }

    int lines() {
        return lines;
    }

    int first(int line) {
        return firstOfLine[line];
    }

    /// One past the last token of a line.
    int end(int line) {
        return line + 1 < lines ? firstOfLine[line + 1] : x.length;
    }

    double x(int token) {
        return x[token];
    }

    double width(int token) {
        return width[token];
    }

    int lineOf(int token) {
        int found = Arrays.binarySearch(firstOfLine, token);
        return found >= 0 ? found : -found - 2;
    }

    /// The token at `px` in a line, or −1.
    int tokenAt(int line, double px) {
        if (line < 0 || line >= lines || px < 0) return -1;
        for (int i = first(line); i < end(line); i++) if (px < x[i] + width[i]) return i;
        return -1;
    }
}
