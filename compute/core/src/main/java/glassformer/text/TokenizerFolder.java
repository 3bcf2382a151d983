package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tokenizer files of a model's folder, of the newer and the older kinds.
final class TokenizerFolder {
    private static final long MAX_BYTES = 16 << 20;

    private TokenizerFolder() {}

    static Tokenizer read(Path folder) {
        if (Files.exists(folder.resolve("tokenizer.json"))) {
            return Tokenizers.read(folder.resolve("tokenizer.json"));
        }
        Path vocabJson = folder.resolve("vocab.json");
        Path merges = folder.resolve("merges.txt");
        if (Files.exists(vocabJson) && Files.exists(merges)) {
            return BpeFiles.read(text(vocabJson), text(merges), folder.toString());
        }
        Path vocabTxt = folder.resolve("vocab.txt");
        if (Files.exists(vocabTxt)) {
            return WordPieceVocabulary.read(text(vocabTxt), normalizer(folder), vocabTxt.toString());
        }
        throw new BadInputException("There is no tokenizer in " + folder
                + ": a tokenizer.json, a vocab.json with merges.txt, or a vocab.txt is needed.");
    }

    private static BertNormalizer normalizer(Path folder) {
        Path config = folder.resolve("tokenizer_config.json");
        if (!Files.exists(config)) {
            return BertNormalizer.uncased();
        }
        JsonNode root = TokenizerJson.tree(text(config), config.toString());
        JsonNode accents = root.path("strip_accents");
        return new BertNormalizer(
                true,
                root.path("tokenize_chinese_chars").asBoolean(true),
                accents.isBoolean() ? accents.asBoolean() : null,
                root.path("do_lower_case").asBoolean(true));
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                throw new BadInputException(
                        file + " is no file of at most " + MAX_BYTES + " bytes, so it is not read.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " as text: " + e.getMessage() + ".", e);
        }
    }
}
