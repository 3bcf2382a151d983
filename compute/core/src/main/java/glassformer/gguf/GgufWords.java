package glassformer.gguf;

import glassformer.BadInputException;
import glassformer.text.AddedToken;
import glassformer.text.BertNormalizer;
import glassformer.text.BpeMerge;
import glassformer.text.BpeOptions;
import glassformer.text.BpeTokenizer;
import glassformer.text.CharTokenizer;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceOptions;
import glassformer.text.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.List;

/// The tokenizer that llama.cpp's `tokenizer.ggml.*` keys tell: the way back of [GgufVocabulary].
final class GgufWords {
    private static final String KEYS = "tokenizer.ggml.";
    private static final int MOST_TOKENS = 400_000;
    private static final List<String> SPECIALS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final List<String> RULES = List.of("gpt-2", "gpt2", "roberta-bpe", "default");

    private final GgufKeys keys;
    private final List<String> tokens;
    private final List<Long> types;

    private GgufWords(GgufKeys keys) {
        this.keys = keys;
        List<String> all = keys.texts(KEYS + "tokens");
        if (all.isEmpty() || all.size() > MOST_TOKENS) {
            throw keys.wrong(KEYS + "tokens", "has " + all.size() + " tokens", "a list of 1 to " + MOST_TOKENS);
        }
        List<Long> kinds = keys.wholes(KEYS + "token_type");
        if (!kinds.isEmpty() && kinds.size() != all.size()) {
            throw keys.wrong(KEYS + "token_type", "has " + kinds.size() + " entries", "one a token, " + all.size());
        }
        int used = all.size();
        // Rows of the embedding that no token has.
        while (!kinds.isEmpty() && used > 1 && kinds.get(used - 1) == GgufVocabulary.UNUSED) {
            used--;
        }
        this.tokens = all.subList(0, used);
        this.types = kinds.isEmpty() ? kinds : kinds.subList(0, used);
    }

    static Tokenizer of(GgufKeys keys) {
        String kind = keys.text(KEYS + "model", "");
        return switch (kind) {
            case "gpt2" -> new GgufWords(keys).bytes();
            case "bert" -> new GgufWords(keys).pieces();
            default ->
                throw keys.wrong(
                        KEYS + "model",
                        kind.isEmpty() ? "is missing" : "is " + GgufKeys.told(new GgufValue.Text(kind)),
                        "gpt2 (byte-level BPE) or bert (WordPiece)");
        };
    }

    private int type(int id) {
        return types.isEmpty() ? GgufVocabulary.NORMAL : (int) (long) types.get(id);
    }

    private Tokenizer bytes() {
        String rule = keys.text(KEYS + "pre", "default");
        if (!RULES.contains(rule)) {
            throw keys.wrong(
                    KEYS + "pre",
                    "is " + GgufKeys.told(new GgufValue.Text(rule)) + ", a rule of cutting texts into words",
                    "gpt-2 or roberta-bpe, which are known here");
        }
        List<String> joined = keys.texts(KEYS + "merges");
        if (joined.isEmpty()) {
            return characters();
        }
        List<AddedToken> added = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            int type = type(id);
            if (type == GgufVocabulary.CONTROL || type == GgufVocabulary.USER) {
                String content = tokens.get(id);
                // RoBERTa's takes the blank before it along, which no key tells.
                added.add(new AddedToken(
                        id, content, content.equals("<mask>"), false, false, type == GgufVocabulary.CONTROL));
            }
        }
        int classify = tokens.indexOf("<s>");
        int separator = tokens.indexOf("</s>");
        BpeOptions options =
                classify >= 0 && separator >= 0 ? BpeOptions.roberta(classify, separator) : BpeOptions.gpt2();
        return new BpeTokenizer(tokens, merges(joined), added, options, keys.where());
    }

    private List<BpeMerge> merges(List<String> joined) {
        List<BpeMerge> merges = new ArrayList<>(joined.size());
        for (String merge : joined) {
            int blank = merge.indexOf(' ');
            if (blank <= 0 || blank == merge.length() - 1 || merge.indexOf(' ', blank + 1) >= 0) {
                throw keys.wrong(
                        KEYS + "merges", "holds " + GgufKeys.told(new GgufValue.Text(merge)), "two tokens a merge");
            }
            merges.add(new BpeMerge(merge.substring(0, blank), merge.substring(blank + 1)));
        }
        return merges;
    }

    /// A vocabulary without merges, as a tokenizer of characters is written.
    private Tokenizer characters() {
        int unknown = -1;
        int[] codePoints = new int[tokens.size()];
        for (int id = 0; id < codePoints.length; id++) {
            if (type(id) == GgufVocabulary.UNKNOWN) {
                unknown = id;
                continue;
            }
            byte[] bytes = BpeTokenizer.ofByteAlphabet(tokens.get(id));
            if (bytes.length != 1 || bytes[0] < 0) {
                throw new BadInputException(keys.where() + ": the tokenizer has no merges, but its token \""
                        + GgufKeys.told(new GgufValue.Text(tokens.get(id)))
                        + "\" is not one ASCII character, so it is neither of bytes nor of characters.");
            }
            codePoints[id] = bytes[0];
        }
        if (unknown < 0) {
            throw new BadInputException(keys.where()
                    + ": the tokenizer has neither merges nor an unknown token, so it is neither of bytes nor of"
                    + " characters.");
        }
        return new CharTokenizer(codePoints, unknown);
    }

    private Tokenizer pieces() {
        List<String> plain = new ArrayList<>(tokens.size());
        List<AddedToken> added = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            boolean control = type(id) == GgufVocabulary.CONTROL;
            String own = control || token.startsWith("[") && token.endsWith("]")
                    ? token
                    : token.startsWith(GgufVocabulary.WORD)
                            ? token.substring(GgufVocabulary.WORD.length())
                            : WordPieceTokenizer.CONTINUATION + token;
            plain.add(own);
            if (control || SPECIALS.contains(own)) {
                added.add(new AddedToken(id, own, false, false, false, true));
            }
        }
        boolean lowercase = keys.flag(KEYS + "normalizer.lowercase", true);
        boolean strips = keys.flag(KEYS + "normalizer.strip_accents", lowercase);
        BertNormalizer normalizer = new BertNormalizer(true, true, strips == lowercase ? null : strips, lowercase);
        int classify = plain.indexOf("[CLS]");
        int separator = plain.indexOf("[SEP]");
        if (classify < 0 || separator < 0) {
            throw new BadInputException(
                    keys.where() + ": the vocabulary of a BERT has [CLS] and [SEP], but this one has not.");
        }
        return new WordPieceTokenizer(
                plain, added, WordPieceOptions.bert(normalizer, classify, separator), keys.where());
    }
}
