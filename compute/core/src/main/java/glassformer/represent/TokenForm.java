package glassformer.represent;

import glassformer.blueprint.Named;
import glassformer.text.Tokenizer;

/// What a token looks like, by which a map of the vocabulary is coloured.
public enum TokenForm implements Named {
    SPECIAL("special"),
    /// Letters that begin a word.
    WORD("word"),
    /// Letters within a word.
    PART("part"),
    NUMBER("number"),
    /// Punctuation, blanks and bytes that are no whole character.
    SIGN("sign");

    private final String id;

    TokenForm(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    static TokenForm of(Tokenizer tokenizer, int token) {
        if (tokenizer.specials().contains(token)) {
            return SPECIAL;
        }
        String text = tokenizer.decode(new int[] {token}).strip();
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return tokenizer.startsWord(token) ? WORD : PART;
        }
        return text.codePoints().anyMatch(Character::isDigit) ? NUMBER : SIGN;
    }
}
