package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTokenizerTest {
    @TempDir
    Path folder = Path.of("");

    private final BpeTokenizer tokenizer = trainedOnRandomText(700);

    static BpeTokenizer trainedOnRandomText(int vocabSize) {
        RandomText random = new RandomText(1);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            documents.add(random.next(40));
        }
        return new BpeTrainer(vocabSize, 2)
                .train(Documents.of(documents), Progress.none())
                .tokenizer();
    }

    @Test
    void idsEqualTheLibrarysOnRandomUnicode() throws IOException {
        RandomText random = new RandomText(2);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
            for (int i = 0; i < 2000; i++) {
                String text = random.next(60);
                assertThat(tokenizer.encode(text)).as(escaped(text)).isEqualTo(reference.encode(text));
            }
        }
    }

    @Test
    void wordsEndWhereTheLibrarysEndOnRandomUnicode() throws IOException {
        List<BpeMerge> merges = new ArrayList<>();
        for (String left : tokenizer.vocabulary().subList(0, 256)) {
            for (String right : tokenizer.vocabulary().subList(0, 256)) {
                merges.add(new BpeMerge(left, right));
            }
        }
        Collections.shuffle(merges, new Random(1));
        assertEqualIds(mergingOnly(merges));
    }

    @Test
    void everyCodePointCountsAsLetterNumberOrOtherAsInTheLibrary() throws IOException {
        // The last byte of a character joins a, 1 or - only where both are in one word, so ids tell what it counts as.
        List<BpeMerge> merges = new ArrayList<>();
        for (int b = 0x80; b < 0xC0; b++) {
            for (String right : List.of("a", "1", "-")) {
                merges.add(new BpeMerge(String.valueOf(new ByteAlphabet().character(b)), right));
            }
        }
        BpeTokenizer telling = mergingOnly(merges);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, telling.toJson())) {
            for (int block = 0; block < 0x110000; block += block < 0x40000 || block == 0xE0000 ? 256 : 256 * 64) {
                StringBuilder text = new StringBuilder();
                for (int c = block; c < block + 256; c++) {
                    if (worthAsking(c)) {
                        text.appendCodePoint(c).append("a ").appendCodePoint(c).append("1 ");
                        text.appendCodePoint(c).append("- ");
                    }
                }
                assertThat(telling.encode(text.toString()))
                        .as("U+%04X and the 255 after it", block)
                        .isEqualTo(reference.encode(text.toString()));
            }
        }
    }

    /// All of the first two planes; of large even ranges, such as Chinese and private use, one in sixteen.
    private static boolean worthAsking(int c) {
        boolean large = c >= 0x20000 || Character.isIdeographic(c) || (c >= 0xAC00 && c < 0xF900);
        return Character.getType(c) != Character.SURROGATE && (!large || c % 16 == 0);
    }

    private BpeTokenizer mergingOnly(List<BpeMerge> merges) {
        List<String> vocabulary = new ArrayList<>(tokenizer.vocabulary().subList(0, 256));
        merges.forEach(merge -> vocabulary.add(merge.left() + merge.right()));
        return new BpeTokenizer(vocabulary, merges, List.of(), BpeOptions.gpt2(), "test");
    }

    @Test
    void idsEqualTheLibrarysWithPrefixSpace() throws IOException {
        assertEqualIds(new BpeTokenizer(
                tokenizer.vocabulary(),
                tokenizer.merges(),
                tokenizer.addedTokens(),
                new BpeOptions(true, true, false, null),
                "test"));
    }

    @Test
    void idsEqualTheLibrarysWithoutWordSplitting() throws IOException {
        assertEqualIds(new BpeTokenizer(
                tokenizer.vocabulary(),
                tokenizer.merges(),
                tokenizer.addedTokens(),
                new BpeOptions(false, false, true, null),
                "test"));
    }

    @Test
    void idsEqualTheLibrarysAroundAddedTokens() throws IOException {
        int next = tokenizer.vocabSize();
        List<AddedToken> added = new ArrayList<>(tokenizer.addedTokens());
        added.add(new AddedToken(next, "<mask>", true, false, false, true));
        added.add(new AddedToken(next + 1, "<mask>>", false, true, false, true));
        added.add(new AddedToken(next + 2, "dogq", false, false, true, false));
        BpeTokenizer withAdded = new BpeTokenizer(
                tokenizer.vocabulary(), tokenizer.merges(), added, new BpeOptions(true, true, false, null), "test");
        RandomText random = new RandomText(4);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, withAdded.toJson())) {
            for (int i = 0; i < 1000; i++) {
                String text = random.next(4) + " <mask>" + random.next(4) + " \n<mask>> \t" + random.next(4)
                        + "<|endoftext|>" + random.next(4) + "dogqdogq<mask>";
                assertThat(withAdded.encode(text)).as(escaped(text)).isEqualTo(reference.encode(text));
            }
        }
    }

    @Test
    void idsEqualTheLibrarysOnVeryLongWords() throws IOException {
        String text = "banana".repeat(500) + " " + "\uD83D\uDE00".repeat(300) + "the".repeat(100);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
            assertThat(tokenizer.encode(text)).isEqualTo(reference.encode(text));
        }
    }

    @Test
    void decodingGivesTheTextBack() {
        RandomText random = new RandomText(5);
        for (int i = 0; i < 2000; i++) {
            String text = random.next(60);
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void decodingBrokenCharactersEqualsTheLibrarys() throws IOException {
        BpeTokenizer bytesOnly =
                new BpeTokenizer(tokenizer.vocabulary(), List.of(), List.of(), BpeOptions.gpt2(), "test");
        int[] ids = bytesOnly.encode("a\uD83D\uDE00\u4E2D");
        int[] cut = Arrays.copyOfRange(ids, 0, ids.length - 1);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, bytesOnly.toJson())) {
            assertThat(bytesOnly.decode(cut)).isEqualTo(reference.decode(cut)).contains("\uFFFD");
        }
    }

    @Test
    void readingItsOwnJsonGivesTheSameTokenizer() {
        Tokenizer read = Tokenizers.parse(tokenizer.toJson(), "test");

        assertThat(read).isInstanceOf(BpeTokenizer.class);
        assertThat(read.toJson()).isEqualTo(tokenizer.toJson());
        assertThat(read.encode("the dog<|endoftext|>")).isEqualTo(tokenizer.encode("the dog<|endoftext|>"));
    }

    @Test
    void endOfTextIsTheLastTokenAndFoundInText() {
        int id = tokenizer.endOfText().orElseThrow();

        assertThat(id).isEqualTo(tokenizer.vocabSize() - 1);
        assertThat(tokenizer.encode("<|endoftext|>")).containsExactly(id);
    }

    @Test
    void spansCoverTheTextInOrder() {
        RandomText random = new RandomText(6);
        for (int i = 0; i < 500; i++) {
            String text = random.next(40) + "<|endoftext|>" + random.next(3);
            List<TokenSpan> spans = tokenizer.spans(text);
            assertThat(spans.stream().mapToInt(TokenSpan::id).toArray()).isEqualTo(tokenizer.encode(text));
            assertThat(spans.stream()
                            .map(span -> text.substring(span.start(), span.end()))
                            .collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }

    @Test
    void prefixSpaceTakesNoPlaceInSpans() {
        BpeTokenizer prefixed = new BpeTokenizer(
                tokenizer.vocabulary(), List.of(), List.of(), new BpeOptions(true, true, false, null), "test");

        assertThat(prefixed.spans("ab"))
                .extracting(TokenSpan::start, TokenSpan::end)
                .containsExactly(tuple(0, 0), tuple(0, 1), tuple(1, 2));
    }

    @Test
    void partsOfCharactersAreShownAsBytes() {
        BpeTokenizer bytesOnly =
                new BpeTokenizer(tokenizer.vocabulary(), List.of(), List.of(), BpeOptions.gpt2(), "test");

        int[] ids = bytesOnly.encode(" \n\u4E2D");

        assertThat(Arrays.stream(ids).mapToObj(bytesOnly::token))
                .containsExactly(" ", "\\n", "<0xE4>", "<0xB8>", "<0xAD>");
    }

    @Test
    void streamedPiecesJoinToTheDecodedText() {
        RandomText random = new RandomText(7);
        for (int i = 0; i < 300; i++) {
            int[] ids = tokenizer.encode(random.next(30) + "\uD83D\uDE00");
            int[] cut = Arrays.copyOf(ids, ids.length - i % 3);
            StreamDecoder stream = new StreamDecoder(tokenizer);
            StringBuilder out = new StringBuilder();
            for (int id : cut) {
                out.append(stream.push(id));
            }
            out.append(stream.finish());
            assertThat(out.toString()).isEqualTo(tokenizer.decode(cut));
        }
    }

    @Test
    void streamingHoldsBackUnfinishedCharacters() {
        BpeTokenizer bytesOnly =
                new BpeTokenizer(tokenizer.vocabulary(), List.of(), List.of(), BpeOptions.gpt2(), "test");
        StreamDecoder stream = new StreamDecoder(bytesOnly);

        List<String> pieces = new ArrayList<>();
        for (int id : bytesOnly.encode("\u4E2Da")) {
            pieces.add(stream.push(id));
        }

        assertThat(pieces).containsExactly("", "", "\u4E2D", "a");
    }

    @Test
    void idOutsideTheVocabularyIsAnIllegalArgument() {
        assertThatThrownBy(() -> tokenizer.bytes(tokenizer.vocabSize()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outside the vocabulary");
    }

    private void assertEqualIds(BpeTokenizer ours) throws IOException {
        RandomText random = new RandomText(3);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, ours.toJson())) {
            for (int i = 0; i < 1000; i++) {
                String text = random.next(40);
                assertThat(ours.encode(text)).as(escaped(text)).isEqualTo(reference.encode(text));
            }
        }
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }
}
