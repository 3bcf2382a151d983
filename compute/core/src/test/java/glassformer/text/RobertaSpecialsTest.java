package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import glassformer.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobertaSpecialsTest {
    private static final BpeTokenizer TOKENIZER = trained();

    @TempDir
    Path folder = Path.of("");

    private static BpeTokenizer trained() {
        RandomText random = new RandomText(1);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            documents.add(random.next(40));
        }
        return new BpeTrainer(400, 2, ByteSpecials.ROBERTA)
                .train(Documents.of(documents), Progress.none())
                .tokenizer();
    }

    @Test
    void theFiveTokensAreTheFirst() {
        assertThat(TOKENIZER.vocabulary())
                .startsWith("<s>", "<pad>", "</s>", "<unk>", "<mask>")
                .hasSize(400);
        SpecialTokens specials = TOKENIZER.specials();
        assertThat(List.of(
                        specials.requireClassify(),
                        specials.requirePad(),
                        specials.requireSeparator(),
                        specials.unknown().orElseThrow(),
                        specials.requireMask()))
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void idsEqualTheLibrarys() throws IOException {
        RandomText random = new RandomText(2);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, TOKENIZER.toJson())) {
            for (int i = 0; i < 1000; i++) {
                String text = random.next(20) + " <mask>" + random.next(5) + "</s><s> ";
                assertThat(TOKENIZER.encode(text)).isEqualTo(reference.encode(text));
            }
        }
    }

    @Test
    void aWordStartsAtWhiteSpaceAndAtASpecialToken() {
        for (int id = 0; id < TOKENIZER.vocabSize(); id++) {
            String token = TOKENIZER.token(id);
            boolean expected = id < 5 || token.matches("(?s)(\\\\[nrt]|[ \\x0B\\x0C]).*");
            assertThat(TOKENIZER.startsWord(id)).as(token).isEqualTo(expected);
        }
    }

    @Test
    void aVocabularyWithoutRoomForThemIsRefused() {
        assertThatThrownBy(() -> new BpeTrainer(260, 1, ByteSpecials.ROBERTA))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 261")
                .hasMessageContaining("<mask>");
    }

    @Test
    void theOlderPairOfFilesGivesTheSameTokenizer() throws IOException {
        writeVocabulary(TOKENIZER);
        Files.writeString(folder.resolve("merges.txt"), BpeFiles.merges(TOKENIZER));

        assertThat(Tokenizers.readFolder(folder).toJson()).isEqualTo(TOKENIZER.toJson());
    }

    @Test
    void theOlderPairOfFilesOfGpt2HasItsEndOfText() throws IOException {
        BpeTokenizer gpt2 = BpeTokenizerTest.trainedOnRandomText(300);
        writeVocabulary(gpt2);
        Files.writeString(folder.resolve("merges.txt"), BpeFiles.merges(gpt2));

        assertThat(Tokenizers.readFolder(folder).toJson()).isEqualTo(gpt2.toJson());
    }

    @Test
    void aMergeOfThreeTokensIsNamedByItsLine() throws IOException {
        writeVocabulary(TOKENIZER);
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\na b c\n");

        assertThatThrownBy(() -> Tokenizers.readFolder(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void aFolderWithAVocabularyFileOfBertFollowsItsConfiguration() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nDog\ndog\n");
        assertThat(Tokenizers.readFolder(folder).encode("Dog")).containsExactly(6);

        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        assertThat(Tokenizers.readFolder(folder).encode("Dog")).containsExactly(5);
    }

    @Test
    void aVocabularyFileWithATokenTwiceIsRefused() {
        assertThatThrownBy(() -> WordPieceVocabulary.read("[PAD]\na\na\n", BertNormalizer.cased(), "vocab.txt"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lines 2 and 3");
    }

    @Test
    void aVocabularyFileWithoutSpecialTokensIsRefused() {
        assertThatThrownBy(() -> WordPieceVocabulary.read("a\nb\n", BertNormalizer.cased(), "vocab.txt"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[PAD]");
    }

    @Test
    void aFolderWithoutATokenizerIsNamed() {
        assertThatThrownBy(() -> Tokenizers.readFolder(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("vocab.txt");
    }

    private void writeVocabulary(BpeTokenizer tokenizer) throws IOException {
        Map<String, Integer> ids = new HashMap<>();
        for (String token : tokenizer.vocabulary()) {
            ids.put(token, ids.size());
        }
        Files.writeString(folder.resolve("vocab.json"), new JsonMapper().writeValueAsString(ids));
    }
}
