package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.task.Masking;
import glassformer.text.BertNormalizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTrainer;
import glassformer.ui.data.MaskedPiece.Treatment;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MaskedTextTest {
    private static final String TEXT = "Hawks hunt by day and carry what they catch to a branch";
    private static final Tokenizer TOKENIZER = new WordPieceTrainer(60, 1, BertNormalizer.uncased())
            .train(Documents.of(List.of(TEXT)), Progress.none())
            .tokenizer();

    @Test
    void whatStoodThereIsTheTextWhateverTheMasks() {
        MaskedText masked = of(Masking.bert(0.5, 1), 1, 100);
        assertThat(masked.pieces().stream().map(MaskedPiece::original).collect(Collectors.joining()))
                .isEqualTo(TEXT.replace(" ", ""));
        assertThat(masked.cut()).isFalse();
    }

    @Test
    void eachTreatmentShowsWhatTheModelSees() {
        MaskedText masked = of(new Masking(0.9, 0.4, 0.3, false, true, 1), 1, 100);
        for (Treatment treatment : Treatment.values())
            assertThat(masked.count(treatment)).isPositive();
        for (MaskedPiece piece : masked.pieces()) {
            switch (piece.treatment()) {
                case PLAIN, KEPT -> assertThat(piece.shown()).isEqualTo(piece.original());
                case MASKED -> assertThat(piece.shown()).isEqualTo("[MASK]");
                case REPLACED -> assertThat(piece.shown()).isNotEqualTo("[MASK]");
            }
        }
    }

    @Test
    void wholeWordsAreAskedForTogether() {
        MaskedText masked = of(Masking.bert(0.4, 1).withWholeWords(), 3, 100);
        boolean asked = false;
        for (MaskedPiece piece : masked.pieces()) {
            boolean now = piece.treatment() != Treatment.PLAIN;
            if (!piece.starts()) assertThat(now).isEqualTo(asked);
            asked = now;
        }
    }

    @Test
    void onlyWhatFitsIntoTheContextIsMasked() {
        MaskedText masked = of(Masking.bert(0.5, 1), 1, 4);
        assertThat(masked.pieces()).hasSize(4);
        assertThat(masked.cut()).isTrue();
    }

    private static MaskedText of(Masking masking, int step, int room) {
        return MaskedText.of(TOKENIZER, masking, TEXT, step, room);
    }
}
