package glassformer.ui.data;

import glassformer.task.MaskedTokens;
import glassformer.task.Masker;
import glassformer.task.Masking;
import glassformer.text.TokenSpan;
import glassformer.text.Tokenizer;
import glassformer.ui.data.MaskedPiece.Treatment;
import java.util.ArrayList;
import java.util.List;

/// A text with masks, as a training would see it in one step.
///
/// @param cut whether only the beginning fits into the context
public record MaskedText(List<MaskedPiece> pieces, boolean cut) {
    public MaskedText {
        pieces = List.copyOf(pieces);
    }

    /// @param step of the training
    /// @param room tokens of text that the context has place for
    static MaskedText of(Tokenizer tokenizer, Masking masking, String text, int step, int room) {
        List<TokenSpan> all = tokenizer.spans(text);
        List<TokenSpan> spans = all.subList(0, Math.min(all.size(), room));
        int[] ids = new int[spans.size() + 2];
        ids[0] = tokenizer.specials().requireClassify();
        for (int i = 0; i < spans.size(); i++) ids[i + 1] = spans.get(i).id();
        ids[ids.length - 1] = tokenizer.specials().requireSeparator();
        MaskedTokens masked = new Masker(tokenizer, masking).mask(ids, 0, step);
        int mask = tokenizer.specials().requireMask();
        List<MaskedPiece> pieces = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            TokenSpan span = spans.get(i);
            int seen = masked.inputs()[i + 1];
            String original = original(tokenizer, text, span);
            Treatment treatment = masked.labels()[i + 1] == MaskedTokens.IGNORED
                    ? Treatment.PLAIN
                    : seen == mask ? Treatment.MASKED : seen == span.id() ? Treatment.KEPT : Treatment.REPLACED;
            boolean starts = i == 0 || tokenizer.startsWord(span.id());
            String shown = seen == span.id() ? original : tokenizer.token(seen).strip();
            pieces.add(new MaskedPiece(treatment, shown, original, starts));
        }
        return new MaskedText(pieces, spans.size() < all.size());
    }

    private static String original(Tokenizer tokenizer, String text, TokenSpan span) {
        String written =
                span.start() == span.end() ? tokenizer.token(span.id()) : text.substring(span.start(), span.end());
        return written.isBlank() ? "␣" : written.strip();
    }

    /// How many tokens were treated so.
    public long count(Treatment treatment) {
        return pieces.stream().filter(piece -> piece.treatment() == treatment).count();
    }
}
