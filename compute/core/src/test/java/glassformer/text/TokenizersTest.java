package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {
    private static final BpeTokenizer SMALL = new BpeTrainer(300, 1)
            .train(Documents.of(List.of("the dog barked at the other dog")), Progress.none())
            .tokenizer();

    @TempDir
    Path folder = Path.of("");

    private static String changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode root = (ObjectNode) new JsonMapper().readTree(SMALL.toJson());
        change.accept(root);
        return root.toString();
    }

    private static ObjectNode model(ObjectNode root) {
        return (ObjectNode) root.get("model");
    }

    private static void assertRefused(String json, String... parts) {
        assertThatThrownBy(() -> Tokenizers.parse(json, "my.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("my.json")
                .hasMessageContainingAll(parts)
                .hasMessageEndingWith(".");
    }

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), SMALL.toJson());

        assertThat(Tokenizers.read(file).encode("the dog")).isEqualTo(SMALL.encode("the dog"));
    }

    @Test
    void mergesMayBePairs() throws IOException {
        String json = changed(root -> {
            ArrayNode merges = (ArrayNode) root.at("/model/merges");
            for (int i = 0; i < merges.size(); i++) {
                String[] parts = merges.get(i).asText().split(" ");
                merges.set(i, new JsonMapper().createArrayNode().add(parts[0]).add(parts[1]));
            }
        });

        assertThat(Tokenizers.parse(json, "my.json").encode("the other")).isEqualTo(SMALL.encode("the other"));
    }

    @Test
    void modelTypeMayBeMissingAsInOldFiles() throws IOException {
        String json = changed(root -> model(root).remove("type"));

        assertThat(Tokenizers.parse(json, "my.json").encode("the other")).isEqualTo(SMALL.encode("the other"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Tokenizers.read(folder.resolve("gone.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("gone.json");
    }

    @Test
    void otherTextIsNotJson() {
        assertRefused("hello", "not JSON", "line 1");
    }

    @Test
    void anEmptyFileIsNoTokenizer() {
        assertRefused("", "it is empty");
    }

    @Test
    void anotherModelIsNamed() throws IOException {
        assertRefused(changed(root -> model(root).put("type", "Unigram")), "Unigram");
    }

    @Test
    void aNormalizerIsNamed() throws IOException {
        assertRefused(changed(root -> root.putObject("normalizer").put("type", "NFC")), "normalizer NFC");
    }

    @Test
    void anotherPreTokenizerIsNamed() throws IOException {
        assertRefused(changed(root -> root.putObject("pre_tokenizer").put("type", "Metaspace")), "Metaspace");
    }

    @Test
    void idsWithHolesAreRefused() throws IOException {
        assertRefused(changed(root -> ((ObjectNode) root.at("/model/vocab")).put("the", 5000)), "5000", "holes");
    }

    @Test
    void idsGivenTwiceAreRefused() throws IOException {
        assertRefused(changed(root -> ((ObjectNode) root.at("/model/vocab")).put("a", 0)), "both have the id 0");
    }

    @Test
    void mergesOfUnknownTokensAreRefused() throws IOException {
        assertRefused(changed(root -> ((ArrayNode) root.at("/model/merges")).add("q z")), "\"qz\"");
    }

    @Test
    void mergesOfThreeTokensAreRefused() throws IOException {
        assertRefused(changed(root -> ((ArrayNode) root.at("/model/merges")).add("q z x")), "two tokens");
    }

    @Test
    void aMissingByteIsRefused() {
        List<String> vocabulary = SMALL.vocabulary().subList(1, 256);

        assertThatThrownBy(() -> new BpeTokenizer(vocabulary, List.of(), List.of(), BpeOptions.gpt2(), "my.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("byte 33");
    }

    private static String changedWordPiece(Consumer<ObjectNode> change) throws IOException {
        WordPieceTokenizer tokenizer = new WordPieceTrainer(40, 1, BertNormalizer.uncased())
                .train(Documents.of(List.of("the dog")), Progress.none())
                .tokenizer();
        ObjectNode root = (ObjectNode) new JsonMapper().readTree(tokenizer.toJson());
        change.accept(root);
        return root.toString();
    }

    @Test
    void anotherNormalizerForWordPieceIsNamed() throws IOException {
        assertRefused(changedWordPiece(root -> root.putObject("normalizer").put("type", "NFKC")), "normalizer NFKC");
    }

    @Test
    void anotherPreTokenizerForWordPieceIsNamed() throws IOException {
        assertRefused(changedWordPiece(root -> root.putNull("pre_tokenizer")), "pre_tokenizer none");
    }

    @Test
    void aWordPieceModelWithoutItsUnknownTokenIsRefused() throws IOException {
        assertRefused(changedWordPiece(root -> model(root).put("unk_token", "<gone>")), "<gone>");
    }

    @Test
    void anotherContinuationForWordPieceIsNamed() throws IOException {
        assertRefused(changedWordPiece(root -> model(root).put("continuing_subword_prefix", "@@")), "@@");
    }
}
