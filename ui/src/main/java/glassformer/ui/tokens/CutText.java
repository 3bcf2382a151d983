package glassformer.ui.tokens;

import glassformer.text.TokenizedText;
import glassformer.text.Tokenizer;
import glassformer.text.VocabularyStats;
import glassformer.ui.text.Token;
import java.util.List;

/// A text as a tokenizer cuts it, to be shown.
///
/// @param tokens of the text's beginning
/// @param stats  of the whole text
/// @param vocabulary how many tokens the tokenizer has
record CutText(String kind, int vocabulary, List<Token> tokens, VocabularyStats stats) {
    /// More is not shown, so that a long text stays quick.
    static final int SHOWN = 20_000;

    static CutText of(Tokenizer tokenizer, int vocabulary, String text) {
        String beginning = text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2));
        List<Token> tokens = TokenizedText.of(tokenizer, beginning).pieces().stream()
                .map(piece -> new Token(piece.id(), piece.shown()))
                .toList();
        return new CutText(
                tokenizer.kind(),
                vocabulary,
                tokens,
                VocabularyStats.of(tokenizer, List.of(text).iterator(), Long.MAX_VALUE));
    }
}
