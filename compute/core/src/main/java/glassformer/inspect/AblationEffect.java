package glassformer.inspect;

import glassformer.answer.Responder;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.LabelKind;
import glassformer.blueprint.Layer;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import java.util.Arrays;
import java.util.List;

/// What changes for a text where parts of a model are left out.
///
/// The loss is the mean cross-entropy in nats: of each token that follows in the text; of an encoder-decoder's own
/// answer, as the whole model gives it; or of each token while it alone is masked (Salazar et al. 2020). It is NaN for
/// models that say no tokens and for a text of one token.
///
/// @param textBefore what the whole model says to the text: a continuation, a translation, an answer
public record AblationEffect(double lossBefore, double lossAfter, String textBefore, String textAfter) {
    private static final int LONGEST = 24;

    /// Both continue with the same random numbers.
    private static final long SEED = 1;

    /// @param without the same model with [Ablation]'s weights
    public static AblationEffect of(Responder whole, Responder without, String text) {
        ReadText read = ReadText.of(whole.session(), whole.tokenizer(), text);
        return new AblationEffect(
                loss(whole, read), loss(without, read), whole.of(text, LONGEST, SEED), without.of(text, LONGEST, SEED));
    }

    private static double loss(Responder model, ReadText text) {
        ModelSession session = model.session();
        Blueprint blueprint = session.blueprint();
        List<Head> heads = blueprint.heads().stream()
                .filter(head -> head.labels() == LabelKind.TOKENS
                        && head.layers().layers().getLast() instanceof Layer.OutputHead)
                .toList();
        if (heads.isEmpty()) {
            return Double.NaN;
        }
        String head = heads.getFirst().name();
        Batch batch = head.equals("mlm")
                ? eachMasked(text.input(), head, model.tokenizer().specials().requireMask())
                : new Batch(text.input(), text.decoder(), List.of(new Labels.Classes(head, labels(text))));
        return batch.labels().getFirst().count() == 0
                ? Double.NaN
                : session.evaluate(batch).loss();
    }

    private static int[] labels(ReadText text) {
        return Arrays.stream(text.targets())
                .map(target -> target == ReadText.NONE ? Labels.IGNORED : target)
                .toArray();
    }

    /// As many copies of the text as it has tokens, each with another one hidden; the special ones at both ends stay.
    private static Batch eachMasked(Tokens text, String head, int mask) {
        int length = text.length();
        int copies = Math.max(1, length - 2);
        int[] ids = new int[copies * length];
        int[] types = text.types() == null ? null : new int[copies * length];
        int[] labels = new int[copies * length];
        Arrays.fill(labels, Labels.IGNORED);
        for (int copy = 0; copy < copies; copy++) {
            System.arraycopy(text.ids(), 0, ids, copy * length, length);
            if (types != null) {
                System.arraycopy(java.util.Objects.requireNonNull(text.types()), 0, types, copy * length, length);
            }
            int hidden = length > 2 ? copy + 1 : 0;
            labels[copy * length + hidden] = text.ids()[hidden];
            ids[copy * length + hidden] = mask;
        }
        return new Batch(new Tokens(ids, types, null, copies, length), null, List.of(new Labels.Classes(head, labels)));
    }
}
