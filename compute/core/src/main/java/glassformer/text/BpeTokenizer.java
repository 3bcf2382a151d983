package glassformer.text;

import glassformer.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Byte-level byte pair encoding as in GPT-2: any text can be encoded, and `decode(encode(text))` gives it back (with
/// `addPrefixSpace` set, a space may stand before it). Ids are those of Hugging Face's library for the same file.
public final class BpeTokenizer implements Tokenizer {
    private static final int CACHED_WORDS = 1 << 16;
    private static final int CACHED_LENGTH = 32;

    private final List<String> vocabulary;
    private final List<BpeMerge> merges;
    private final List<AddedToken> added;
    private final BpeOptions options;
    private final Map<String, Integer> ids = new HashMap<>();
    private final MergeRules rules;
    private final AddedTokenSplitter splitter;
    private final SpecialTokens specials;
    private final int[] byteIds = new int[256];
    private final byte[][] bytes; // (id) -> UTF-8
    private final ByteAlphabet alphabet = new ByteAlphabet();
    private final Map<String, int[]> cache = new ConcurrentHashMap<>();

    /// @param vocabulary the model's tokens by id, in the byte alphabet; added tokens may be among them
    /// @param added tokens outside the model have the ids that follow the vocabulary's
    /// @param where names the source in errors
    public BpeTokenizer(
            List<String> vocabulary, List<BpeMerge> merges, List<AddedToken> added, BpeOptions options, String where) {
        this.vocabulary = List.copyOf(vocabulary);
        this.merges = List.copyOf(merges);
        this.added = List.copyOf(added);
        this.options = options;
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
        for (int b = 0; b < 256; b++) {
            Integer id = ids.get(String.valueOf(alphabet.character(b)));
            if (id == null) {
                throw new BadInputException(where + ": the vocabulary has no token for the byte " + b
                        + "; byte-level BPE needs one for each of the 256 bytes.");
            }
            byteIds[b] = id;
        }
        rules = new MergeRules(merges, ids, where);
        splitter = new AddedTokenSplitter(added);
        specials = SpecialTokens.named(this::addedId);
        int last = added.stream().mapToInt(AddedToken::id).max().orElse(-1);
        bytes = new byte[Math.max(vocabulary.size(), last + 1)][];
        for (int id = 0; id < vocabulary.size(); id++) {
            bytes[id] = alphabet.readOrLiteral(vocabulary.get(id));
        }
        for (AddedToken token : added) {
            bytes[token.id()] = alphabet.readOrLiteral(token.content());
        }
    }

    private int addedId(String content) {
        return added.stream()
                .filter(token -> token.content().equals(content))
                .mapToInt(AddedToken::id)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public String kind() {
        return "bpe";
    }

    @Override
    public int vocabSize() {
        return bytes.length;
    }

    /// The model's tokens by id, written in the byte alphabet; tokens added after training are not among them.
    public List<String> vocabulary() {
        return vocabulary;
    }

    /// In the order in which they apply.
    public List<BpeMerge> merges() {
        return merges;
    }

    public List<AddedToken> addedTokens() {
        return added;
    }

    public BpeOptions options() {
        return options;
    }

    /// The bytes that a token of a vocabulary stands for; its own text where it is not written in the byte alphabet.
    public static byte[] ofByteAlphabet(String token) {
        return new ByteAlphabet().readOrLiteral(token);
    }

    /// Bytes as a vocabulary writes them.
    public static String inByteAlphabet(byte[] bytes) {
        return new ByteAlphabet().write(bytes);
    }

    @Override
    public int[] encode(String text) {
        IntList out = new IntList(text.length() / 3);
        forEachWord(text, (wordIds, word) -> out.addAll(wordIds));
        return out.toArray();
    }

    @Override
    public List<TokenSpan> spans(String text) {
        List<TokenSpan> spans = new ArrayList<>();
        forEachWord(text, (wordIds, word) -> {
            if (word.added) {
                spans.add(new TokenSpan(wordIds[0], word.start, word.end));
            } else {
                addSpans(spans, wordIds, word);
            }
        });
        return spans;
    }

    private void addSpans(List<TokenSpan> spans, int[] wordIds, Word word) {
        int at = word.start;
        int owed = 0; // bytes of the last character that later tokens hold
        for (int id : wordIds) {
            int from = at;
            int left = bytes[id].length;
            while (left > 0) {
                if (owed == 0) {
                    int codePoint = word.piece.codePointAt(at);
                    at += Character.charCount(codePoint);
                    owed = Utf8.length(codePoint);
                }
                int taken = Math.min(left, owed);
                left -= taken;
                owed -= taken;
            }
            spans.add(new TokenSpan(id, word.inText(from), word.inText(at)));
        }
    }

    /// A word from `start` to `end` of a piece of the text, which begins at `pieceStart` and may have got one
    /// character, the prefix space, in front.
    private record Word(String piece, int start, int end, int pieceStart, int prefix, boolean added) {
        int inText(int at) {
            return pieceStart + Math.max(0, at - prefix);
        }
    }

    private interface WordSink {
        void accept(int[] ids, Word word);
    }

    private void forEachWord(String text, WordSink sink) {
        for (AddedTokenSplitter.Piece part : splitter.split(text)) {
            if (part.id() >= 0) {
                sink.accept(new int[] {part.id()}, new Word(text, part.start(), part.end(), 0, 0, true));
                continue;
            }
            String piece = text.substring(part.start(), part.end());
            if (options.addPrefixSpace() && piece.charAt(0) != ' ') {
                forEachWordOf(" " + piece, part.start(), 1, sink);
            } else {
                forEachWordOf(piece, part.start(), 0, sink);
            }
        }
    }

    private void forEachWordOf(String piece, int pieceStart, int prefix, WordSink sink) {
        Gpt2Words words = new Gpt2Words(piece);
        for (int start = 0; start < piece.length(); ) {
            int end = options.splitWords() ? words.next(start) : piece.length();
            sink.accept(
                    encodeWord(piece.substring(start, end)), new Word(piece, start, end, pieceStart, prefix, false));
            start = end;
        }
    }

    private int[] encodeWord(String word) {
        int[] known = cache.get(word);
        if (known != null) {
            return known;
        }
        int[] result = mergeWord(word.getBytes(StandardCharsets.UTF_8));
        if (word.length() <= CACHED_LENGTH && cache.size() < CACHED_WORDS) {
            cache.put(word, result);
        }
        return result;
    }

    private int[] mergeWord(byte[] utf8) {
        if (options.ignoreMerges()) {
            Integer whole = ids.get(alphabet.write(utf8));
            if (whole != null) {
                return new int[] {whole};
            }
        }
        int[] symbols = new int[utf8.length];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = byteIds[utf8[i] & 0xFF];
        }
        return rules.apply(symbols);
    }

    @Override
    public byte[] bytes(int id) {
        if (id < 0 || id >= bytes.length) {
            throw new IllegalArgumentException(
                    "Token id " + id + " is outside the vocabulary of " + bytes.length + ".");
        }
        return bytes[id].clone();
    }

    @Override
    public SpecialTokens specials() {
        return specials;
    }

    @Override
    public boolean startsWord(int id) {
        byte[] token = bytes(id);
        return specials.contains(id) || (token.length > 0 && BertCharacters.isSpace(token[0]));
    }

    @Override
    public String toJson() {
        return new BpeJson().write(this);
    }
}
