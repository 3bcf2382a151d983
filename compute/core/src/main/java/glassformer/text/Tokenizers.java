package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads Hugging Face's `tokenizer.json`: byte-level BPE like GPT-2's and RoBERTa's, WordPiece like BERT's, and
/// character tokenizers. What cannot be read with equal ids is refused by name, with a [BadInputException].
public final class Tokenizers {
    /// The kinds of tokenizer that can be trained, by their names in lab.json.
    public static final List<String> KINDS = List.of("char", "bpe", "wordpiece");

    /// Those that learn by merging.
    public static final List<String> MERGED = List.of("bpe", "wordpiece");

    /// A pair that occurs once is not merged.
    private static final int MIN_FREQUENCY = 2;

    private Tokenizers() {}

    /// As the other method, for language modelling: with GPT-2's special token.
    public static Tokenizer train(String kind, int vocabSize, Documents documents, Progress progress) {
        return train(kind, vocabSize, ByteSpecials.GPT2, documents, progress);
    }

    /// Learns a tokenizer of a kind that lab.json knows.
    ///
    /// @param kind `char`, `bpe` or `wordpiece`
    /// @param vocabSize tokens at most, which `char` does not heed
    /// @param specials which tokens a `bpe` begins with; `wordpiece` has BERT's and `char` none
    public static Tokenizer train(
            String kind, int vocabSize, ByteSpecials specials, Documents documents, Progress progress) {
        return switch (kind) {
            case "char" -> CharTokenizer.train(documents, progress);
            case "bpe", "wordpiece" ->
                trainMerges(kind, vocabSize, specials, documents, progress).tokenizer();
            default ->
                throw new BadInputException(
                        "tokenizer.kind is " + kind + ", but must be one of " + String.join(", ", KINDS) + ".");
        };
    }

    /// As [#train], with the record of each merge.
    ///
    /// @param kind one of [#MERGED]
    public static MergeTraining trainMerges(
            String kind, int vocabSize, ByteSpecials specials, Documents documents, Progress progress) {
        return switch (kind) {
            case "bpe" -> new BpeTrainer(vocabSize, MIN_FREQUENCY, specials).train(documents, progress);
            case "wordpiece" ->
                new WordPieceTrainer(vocabSize, MIN_FREQUENCY, BertNormalizer.uncased()).train(documents, progress);
            default ->
                throw new BadInputException("The tokenizer kind is " + kind + ", but must be one of "
                        + String.join(", ", MERGED) + ", which learn by merging.");
        };
    }

    /// Reads the tokenizer of a model's folder: its `tokenizer.json`, or else `vocab.json` with `merges.txt`, or else
    /// `vocab.txt`, for which `tokenizer_config.json` tells whether it keeps case and accents.
    public static Tokenizer readFolder(Path folder) {
        return TokenizerFolder.read(folder);
    }

    public static Tokenizer read(Path tokenizerJson) {
        if (Files.isDirectory(tokenizerJson)) {
            throw new BadInputException(tokenizerJson + " is a folder; the tokenizer.json in it is needed.");
        }
        if (!Files.exists(tokenizerJson)) {
            throw new BadInputException("There is no tokenizer file at " + tokenizerJson + ".");
        }
        return parse(TokenizerJson.tree(tokenizerJson), tokenizerJson.toString());
    }

    /// @param whereFrom begins each error sentence, such as the file's name
    public static Tokenizer parse(String json, String whereFrom) {
        return parse(TokenizerJson.tree(json, whereFrom), whereFrom);
    }

    private static Tokenizer parse(JsonNode root, String whereFrom) {
        JsonNode model = root.path("model");
        if (!model.isObject()) {
            throw new BadInputException(whereFrom + " is no tokenizer.json: it has no \"model\" object.");
        }
        String untyped =
                model.has("merges") ? "BPE" : model.has("max_input_chars_per_word") ? "WordPiece" : "without a type";
        String type = model.path("type").asText(untyped);
        if (type.equals("WordPiece")) {
            return WordPieceJson.read(root, whereFrom);
        }
        if (!type.equals("BPE")) {
            throw new BadInputException(whereFrom + ": the tokenizer model " + type
                    + " is not supported; BPE (byte-level or of characters) and WordPiece are.");
        }
        JsonNode normalizer = root.path("normalizer");
        if (normalizer.isObject()) {
            throw new BadInputException(whereFrom + ": the normalizer "
                    + normalizer.path("type").asText("without a type")
                    + " is not supported; only tokenizers that take text as it is are.");
        }
        JsonNode preTokenizer = root.path("pre_tokenizer");
        if (!preTokenizer.isObject()) {
            if (model.path("merges").isEmpty()) {
                return CharJson.read(root, whereFrom);
            }
            throw new BadInputException(
                    whereFrom + ": BPE without a pre-tokenizer is not supported; byte-level BPE (pre_tokenizer"
                            + " ByteLevel) is.");
        }
        String pre = preTokenizer.path("type").asText("without a type");
        if (!pre.equals("ByteLevel")) {
            throw new BadInputException(
                    whereFrom + ": the pre-tokenizer " + pre + " is not supported; ByteLevel, as in GPT-2, is.");
        }
        return new BpeJson().read(root, whereFrom);
    }
}
