package glassformer.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/// Turns text into token ids (`0 <= id < vocabSize`) and back. Immutable to its callers and safe to share between
/// threads. Text with unpaired surrogates is no Unicode text; each such surrogate is encoded as `?` or as unknown.
public sealed interface Tokenizer permits CharTokenizer, BpeTokenizer, WordPieceTokenizer {
    /// The name used in lab.json: `char`, `bpe` or `wordpiece`.
    String kind();

    int vocabSize();

    int[] encode(String text);

    /// What the token adds to a text, in UTF-8. It may be a part of a character.
    /// Throws `IllegalArgumentException` for an id outside the vocabulary, as do all methods that take an id.
    byte[] bytes(int id);

    /// What the token adds to a text that it begins, where that differs: no blank before a word.
    default byte[] bytesAtStart(int id) {
        return bytes(id);
    }

    /// The token for people to read: line ends and tabs as `\n`, `\r`, `\t`, bytes that are no whole character as
    /// `<0xE4>`, everything else, spaces included, as it is.
    default String token(int id) {
        return TokenDisplay.of(bytes(id));
    }

    /// Joins the tokens' bytes; what is no UTF-8 becomes U+FFFD.
    default String decode(int[] ids) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < ids.length; i++) {
            out.writeBytes(i == 0 ? bytesAtStart(ids[i]) : bytes(ids[i]));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Whether a word begins with this token, rather than going on from the token before it. Where tokens hold the
    /// white space between words, a word begins with white space. A special token is a word of its own.
    boolean startsWord(int id);

    /// The special tokens by what they are for.
    SpecialTokens specials();

    /// The id of `<|endoftext|>`, which separates documents, if the vocabulary has one.
    default OptionalInt endOfText() {
        return specials().endOfText();
    }

    /// The id that stands for everything outside the vocabulary, if there is one.
    default OptionalInt unknown() {
        return specials().unknown();
    }

    /// The tokens of `encode`, with where each lies in the text. Spans are in order and do not overlap: a character cut
    /// into several tokens belongs to the first of them, the others are empty.
    List<TokenSpan> spans(String text);

    /// This tokenizer as a Hugging Face `tokenizer.json`, which other tools open with equal ids.
    String toJson();
}
