package glassformer.text;

import java.util.ArrayList;
import java.util.List;

/// Finds added tokens in a text: the leftmost, of those the longest, first the ones that are not normalized, then in
/// the rest the ones that are (nothing is normalized in between, since no normalizer is supported).
final class AddedTokenSplitter {
    /// A stretch of the text; `id` is an added token's, or -1 for ordinary text.
    record Piece(int id, int start, int end) {}

    private final List<AddedToken> first;
    private final List<AddedToken> second;

    AddedTokenSplitter(List<AddedToken> tokens) {
        first = tokens.stream().filter(token -> !token.normalized()).toList();
        second = tokens.stream().filter(AddedToken::normalized).toList();
    }

    List<Piece> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Piece> pieces = split(text, new Piece(-1, 0, text.length()), first);
        if (second.isEmpty()) {
            return pieces;
        }
        List<Piece> refined = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.id >= 0) {
                refined.add(piece);
            } else {
                refined.addAll(split(text, piece, second));
            }
        }
        return refined;
    }

    private static List<Piece> split(String text, Piece piece, List<AddedToken> tokens) {
        int[] nextAt = new int[tokens.size()];
        for (int i = 0; i < nextAt.length; i++) {
            nextAt[i] = find(text, tokens.get(i), piece.start, piece.end);
        }
        List<Piece> pieces = new ArrayList<>();
        int done = piece.start;
        int from = piece.start;
        while (true) {
            int best = -1;
            for (int i = 0; i < nextAt.length; i++) {
                if (nextAt[i] < from) {
                    nextAt[i] = find(text, tokens.get(i), from, piece.end);
                }
                if (best < 0 || nextAt[i] < nextAt[best] || (nextAt[i] == nextAt[best] && longer(tokens, i, best))) {
                    best = i;
                }
            }
            if (best < 0 || nextAt[best] == Integer.MAX_VALUE) {
                break;
            }
            AddedToken token = tokens.get(best);
            int start = nextAt[best];
            from = start + token.content().length();
            int stop = from;
            while (token.stripLeft() && start > done && Gpt2Words.isSpace(text.codePointBefore(start))) {
                start--;
            }
            while (token.stripRight() && stop < piece.end && Gpt2Words.isSpace(text.codePointAt(stop))) {
                stop++;
            }
            if (done < start) {
                pieces.add(new Piece(-1, done, start));
            }
            pieces.add(new Piece(token.id(), start, stop));
            done = stop;
        }
        if (done < piece.end) {
            pieces.add(new Piece(-1, done, piece.end));
        }
        return pieces;
    }

    private static boolean longer(List<AddedToken> tokens, int a, int b) {
        return tokens.get(a).content().length() > tokens.get(b).content().length();
    }

    private static int find(String text, AddedToken token, int from, int end) {
        int at = text.indexOf(token.content(), from, end);
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}
