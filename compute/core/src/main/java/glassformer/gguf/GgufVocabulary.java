package glassformer.gguf;

import glassformer.text.AddedToken;
import glassformer.text.BpeTokenizer;
import glassformer.text.CharTokenizer;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A tokenizer as llama.cpp's `tokenizer.ggml.*` keys.
final class GgufVocabulary {
    private static final String KEYS = "tokenizer.ggml.";
    static final int NORMAL = 1;
    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER = 4;
    static final int UNUSED = 5;
    static final String WORD = "\u2581";

    private GgufVocabulary() {}

    /// Why llama.cpp would give other ids, in one sentence.
    static Optional<String> refusal(GgufArchitecture architecture, Tokenizer tokenizer) {
        boolean encoder = architecture == GgufArchitecture.BERT;
        String why =
                switch (tokenizer) {
                    case WordPieceTokenizer pieces ->
                        encoder
                                ? null
                                : "tokenizer.kind is wordpiece, but in llama.cpp a decoder has bpe: export it as"
                                        + " onnx or huggingface.";
                    case BpeTokenizer bpe -> refusal(bpe);
                    case CharTokenizer characters ->
                        encoder || !ascii(characters)
                                ? "tokenizer.kind is char, which llama.cpp reads only for decoders and where every"
                                        + " character is ASCII: train with bpe, or export it as onnx or huggingface."
                                : null;
                };
        return Optional.ofNullable(why);
    }

    private static @Nullable String refusal(BpeTokenizer bpe) {
        String other = ": llama.cpp would cut texts into other tokens; export it as onnx or huggingface.";
        if (bpe.options().addPrefixSpace()) {
            return "The tokenizer puts a space before each text" + other;
        }
        if (!bpe.options().splitWords()) {
            return "The tokenizer does not cut texts into words first" + other;
        }
        if (bpe.options().ignoreMerges()) {
            return "The tokenizer takes words of its vocabulary whole" + other;
        }
        return end(bpe.specials()).isPresent()
                ? null
                : "The tokenizer has no token that ends a text, such as <|endoftext|> or </s>, without which"
                        + " llama.cpp takes another token for it: export it as onnx or huggingface.";
    }

    private static boolean ascii(CharTokenizer characters) {
        for (int id = 0; id < characters.vocabSize(); id++) {
            byte[] bytes = characters.bytes(id);
            if (!isUnknown(characters, id) && (bytes.length != 1 || bytes[0] < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnknown(Tokenizer tokenizer, int id) {
        return tokenizer.unknown().isPresent() && tokenizer.unknown().getAsInt() == id;
    }

    private static OptionalInt end(SpecialTokens specials) {
        return specials.endOfText().isPresent() ? specials.endOfText() : specials.separator();
    }

    /// @param size of the model's vocabulary, which may be larger than the tokenizer's
    static Map<String, GgufValue> metadata(GgufArchitecture architecture, Tokenizer tokenizer, int size) {
        Map<String, GgufValue> all = new LinkedHashMap<>();
        List<String> tokens = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        boolean encoder = architecture == GgufArchitecture.BERT;
        switch (tokenizer) {
            case BpeTokenizer bpe -> {
                all.put(KEYS + "model", GgufValue.of("gpt2"));
                all.put(KEYS + "pre", GgufValue.of(encoder ? "roberta-bpe" : "gpt-2"));
                bpe(bpe, tokens, types);
                all.put(
                        KEYS + "merges",
                        GgufValue.texts(bpe.merges().stream()
                                .map(merge -> merge.left() + " " + merge.right())
                                .toList()));
            }
            case WordPieceTokenizer pieces -> {
                all.put(KEYS + "model", GgufValue.of("bert"));
                all.put(KEYS + "pre", GgufValue.of("default"));
                pieces(pieces, tokens, types);
                boolean lowercase = pieces.options().normalizer().lowercase();
                Boolean strips = pieces.options().normalizer().stripAccents();
                all.put(KEYS + "normalizer.lowercase", GgufValue.of(lowercase));
                all.put(KEYS + "normalizer.strip_accents", GgufValue.of(strips == null ? lowercase : strips));
            }
            case CharTokenizer characters -> {
                all.put(KEYS + "model", GgufValue.of("gpt2"));
                all.put(KEYS + "pre", GgufValue.of("gpt-2"));
                characters(characters, tokens, types);
                all.put(KEYS + "merges", GgufValue.texts(List.of()));
            }
        }
        for (int id = tokens.size(); id < size; id++) {
            tokens.add("[PAD" + id + "]");
            types.add(UNUSED);
        }
        all.put(KEYS + "tokens", GgufValue.texts(tokens));
        all.put(KEYS + "token_type", GgufValue.numbers(types));
        specials(encoder, tokenizer, all);
        return all;
    }

    private static void bpe(BpeTokenizer bpe, List<String> tokens, List<Integer> types) {
        tokens.addAll(bpe.vocabulary());
        bpe.vocabulary().forEach(token -> types.add(NORMAL));
        for (AddedToken added : bpe.addedTokens()) {
            if (added.id() == tokens.size()) {
                tokens.add(added.content());
                types.add(NORMAL);
            }
            types.set(added.id(), added.special() ? CONTROL : USER);
        }
    }

    /// A piece that begins a word gets a sign before it; one that goes on loses its `##`.
    private static void pieces(WordPieceTokenizer pieces, List<String> tokens, List<Integer> types) {
        List<String> plain = new ArrayList<>(pieces.vocabulary());
        List<Integer> special = new ArrayList<>();
        for (AddedToken added : pieces.addedTokens()) {
            if (added.id() == plain.size()) {
                plain.add(added.content());
            }
            special.add(added.id());
        }
        pieces.specials().ids().forEach(special::add);
        for (int id = 0; id < plain.size(); id++) {
            String token = plain.get(id);
            boolean control = special.contains(id);
            types.add(control ? CONTROL : NORMAL);
            tokens.add(
                    control
                            ? token
                            : token.startsWith(WordPieceTokenizer.CONTINUATION)
                                    ? token.substring(WordPieceTokenizer.CONTINUATION.length())
                                    : WORD + token);
        }
    }

    /// Each character is its byte's token, of which no two are merged.
    private static void characters(CharTokenizer characters, List<String> tokens, List<Integer> types) {
        for (int id = 0; id < characters.vocabSize(); id++) {
            boolean unknown = isUnknown(characters, id);
            tokens.add(unknown ? CharTokenizer.UNKNOWN : BpeTokenizer.inByteAlphabet(characters.bytes(id)));
            types.add(unknown ? UNKNOWN : NORMAL);
        }
    }

    private static void specials(boolean encoder, Tokenizer tokenizer, Map<String, GgufValue> all) {
        SpecialTokens specials = tokenizer.specials();
        OptionalInt end = end(specials).isPresent() ? end(specials) : specials.unknown();
        OptionalInt begin = encoder && specials.classify().isPresent() ? specials.classify() : end;
        put(all, "bos_token_id", begin);
        put(all, "eos_token_id", encoder ? specials.separator() : end);
        put(all, "unknown_token_id", specials.unknown());
        put(all, "padding_token_id", specials.pad());
        if (encoder) {
            put(all, "cls_token_id", specials.classify());
            put(all, "seperator_token_id", specials.separator());
            put(all, "mask_token_id", specials.mask());
        }
        all.put(KEYS + "add_bos_token", GgufValue.of(encoder));
        all.put(KEYS + "add_eos_token", GgufValue.of(encoder && tokenizer instanceof BpeTokenizer));
    }

    private static void put(Map<String, GgufValue> all, String key, OptionalInt id) {
        id.ifPresent(token -> all.put(KEYS + key, GgufValue.of(token)));
    }
}
