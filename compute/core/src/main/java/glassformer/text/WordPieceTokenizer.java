package glassformer.text;

import glassformer.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// BERT's tokenizer: a word is the longest piece of the vocabulary that it begins with, then the longest `##` piece
/// that
/// goes on, and so on; a word for which that fails is `[UNK]` as a whole. Case, accents and white space may be lost, so
/// decoding gives a normalized text. Ids are those of Hugging Face's library for the same file. Wu et al. 2016,
/// "Google's Neural Machine Translation System"; Devlin et al. 2019.
public final class WordPieceTokenizer implements Tokenizer {
    /// Begins a piece that continues a word.
    public static final String CONTINUATION = "##";

    private static final int CACHED_WORDS = 1 << 16;
    private static final int CACHED_LENGTH = 32;

    private final List<String> vocabulary;
    private final List<AddedToken> added;
    private final WordPieceOptions options;
    private final List<String> tokens = new ArrayList<>(); // (id) -> as written, added ones too
    private final Map<String, Integer> ids = new HashMap<>();
    private final int unknownId;
    private final int longest;
    private final SpecialTokens specials;
    private final WordPieceDecoder decoder;
    private final AddedTokenSplitter splitter;
    private final AddedTokenSplitter normalizedSplitter;
    private final Map<String, int[]> cache = new ConcurrentHashMap<>();

    /// @param vocabulary the model's tokens by id; added tokens may be among them
    /// @param added tokens outside the model have the ids that follow the vocabulary's
    /// @param where names the source in errors
    public WordPieceTokenizer(List<String> vocabulary, List<AddedToken> added, WordPieceOptions options, String where) {
        this.vocabulary = List.copyOf(vocabulary);
        this.added = List.copyOf(added);
        this.options = options;
        tokens.addAll(vocabulary);
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
        Integer unknown = ids.get(options.unknown());
        if (unknown == null) {
            throw new BadInputException(where + ": the vocabulary has no unknown token \"" + options.unknown()
                    + "\", which every WordPiece tokenizer needs.");
        }
        unknownId = unknown;
        longest = vocabulary.stream().mapToInt(String::length).max().orElse(1);
        added.stream().filter(token -> token.id() >= vocabulary.size()).forEach(token -> tokens.add(token.content()));
        specials = SpecialTokens.named(tokens::indexOf).withUnknown(unknownId);
        decoder = new WordPieceDecoder(options.cleanup());
        splitter = new AddedTokenSplitter(
                added.stream().filter(token -> !token.normalized()).toList());
        normalizedSplitter = new AddedTokenSplitter(added.stream()
                .filter(AddedToken::normalized)
                .map(token -> token.withContent(
                        options.normalizer().normalize(token.content()).text()))
                .filter(token -> !token.content().isEmpty())
                .toList());
    }

    @Override
    public String kind() {
        return "wordpiece";
    }

    @Override
    public int vocabSize() {
        return tokens.size();
    }

    /// The model's tokens by id; tokens added after training are not among them.
    public List<String> vocabulary() {
        return vocabulary;
    }

    public List<AddedToken> addedTokens() {
        return added;
    }

    public WordPieceOptions options() {
        return options;
    }

    @Override
    public int[] encode(String text) {
        IntList out = new IntList(text.length() / 3);
        forEachWord(text, (wordIds, source, offset, start, end, whole) -> out.addAll(wordIds));
        return out.toArray();
    }

    @Override
    public List<TokenSpan> spans(String text) {
        List<TokenSpan> spans = new ArrayList<>();
        forEachWord(text, (wordIds, source, offset, start, end, whole) -> {
            int at = start;
            for (int id : wordIds) {
                int next = whole ? end : at + pieceLength(id, at > start);
                int from = offset + source.start(at);
                int done = spans.isEmpty() ? 0 : spans.getLast().end();
                int to = offset + source.end(next - 1);
                spans.add(new TokenSpan(id, Math.max(from, done), Math.max(to, done)));
                at = next;
            }
        });
        return spans;
    }

    private int pieceLength(int id, boolean continues) {
        return tokens.get(id).length() - (continues ? CONTINUATION.length() : 0);
    }

    private interface WordSink {
        /// @param source the normalized piece of the text in which the word lies
        /// @param offset where that piece begins in the text
        /// @param whole whether the one id stands for the whole word
        void accept(int[] ids, NormalizedText source, int offset, int start, int end, boolean whole);
    }

    private void forEachWord(String text, WordSink sink) {
        for (AddedTokenSplitter.Piece piece : splitter.split(text)) {
            String part = text.substring(piece.start(), piece.end());
            if (piece.id() >= 0) {
                NormalizedText source = BertNormalizer.none().normalize(part);
                sink.accept(new int[] {piece.id()}, source, piece.start(), 0, part.length(), true);
            } else {
                forEachNormalizedWord(options.normalizer().normalize(part), piece.start(), sink);
            }
        }
    }

    private void forEachNormalizedWord(NormalizedText source, int offset, WordSink sink) {
        String text = source.text();
        for (AddedTokenSplitter.Piece piece : normalizedSplitter.split(text)) {
            if (piece.id() >= 0) {
                sink.accept(new int[] {piece.id()}, source, offset, piece.start(), piece.end(), true);
                continue;
            }
            BertWords.forEach(text, piece.start(), piece.end(), (start, end) -> {
                int[] wordIds = encodeWord(text.substring(start, end));
                boolean whole = wordIds.length == 1;
                sink.accept(wordIds, source, offset, start, end, whole);
            });
        }
    }

    private int[] encodeWord(String word) {
        int[] known = cache.get(word);
        if (known != null) {
            return known;
        }
        int[] result = pieces(word);
        if (word.length() <= CACHED_LENGTH && cache.size() < CACHED_WORDS) {
            cache.put(word, result);
        }
        return result;
    }

    private int[] pieces(String word) {
        int[] unknown = {unknownId};
        if (word.codePointCount(0, word.length()) > options.maxWordLength()) {
            return unknown;
        }
        int[] out = new int[word.length()];
        int length = 0;
        for (int start = 0; start < word.length(); ) {
            int end = Math.min(word.length(), start + longest);
            Integer id = null;
            for (; end > start; end--) {
                String piece = word.substring(start, end);
                id = ids.get(start == 0 ? piece : CONTINUATION + piece);
                if (id != null) {
                    break;
                }
            }
            if (id == null) {
                return unknown;
            }
            out[length++] = id;
            start = end;
        }
        return Arrays.copyOf(out, length);
    }

    /// With the blank that stands before a word that does not begin the text.
    @Override
    public byte[] bytes(int id) {
        return decoder.later(written(id)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytesAtStart(int id) {
        return decoder.first(written(id)).getBytes(StandardCharsets.UTF_8);
    }

    /// As in the vocabulary, with `##` before a piece that continues a word.
    @Override
    public String token(int id) {
        return TokenDisplay.of(written(id).getBytes(StandardCharsets.UTF_8));
    }

    private String written(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new IllegalArgumentException(
                    "Token id " + id + " is outside the vocabulary of " + tokens.size() + ".");
        }
        return tokens.get(id);
    }

    @Override
    public boolean startsWord(int id) {
        return !written(id).startsWith(CONTINUATION);
    }

    @Override
    public SpecialTokens specials() {
        return specials;
    }

    @Override
    public String toJson() {
        return WordPieceJson.write(this);
    }
}
