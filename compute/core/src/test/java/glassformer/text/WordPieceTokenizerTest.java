package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPieceTokenizerTest {
    @TempDir
    Path folder = Path.of("");

    private static final WordPieceTokenizer TRAINED = trained(BertNormalizer.uncased());

    private static WordPieceTokenizer trained(BertNormalizer normalizer) {
        RandomText random = new RandomText(1);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            documents.add(random.next(40));
        }
        return new WordPieceTrainer(4000, 1, normalizer)
                .train(Documents.of(documents), Progress.none())
                .tokenizer();
    }

    @Test
    void idsEqualTheLibrarysOnTenThousandRandomUnicodeStrings() throws IOException {
        RandomText random = new RandomText(2);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, TRAINED.toJson())) {
            for (int i = 0; i < 10_000; i++) {
                assertSame(TRAINED, reference, random.next(40));
            }
        }
    }

    @Test
    void idsEqualTheLibrarysWithAnyNormalizer() throws IOException {
        List<BertNormalizer> normalizers = List.of(
                BertNormalizer.cased(),
                BertNormalizer.none(),
                new BertNormalizer(false, true, true, false),
                new BertNormalizer(true, false, false, true),
                new BertNormalizer(false, false, true, true));
        for (BertNormalizer normalizer : normalizers) {
            WordPieceTokenizer tokenizer = trained(normalizer);
            RandomText random = new RandomText(3);
            try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
                for (int i = 0; i < 1000; i++) {
                    assertSame(tokenizer, reference, random.next(40));
                }
            }
        }
    }

    @Test
    void everyCodePointIsCleanedAndCutAndStrippedAsInTheLibrary() throws IOException {
        WordPieceTokenizer everyCharacter = ofEveryCharacter(BertNormalizer.uncased());
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, everyCharacter.toJson())) {
            for (int c = 1; c < 0x110000; c++) {
                if (worthAsking(c)) {
                    assertSame(everyCharacter, reference, "a" + Character.toString(c) + "b");
                }
            }
        }
    }

    @Test
    void marksInAnyOrderEndUpInTheLibrarysOrder() throws IOException {
        WordPieceTokenizer everyCharacter = ofEveryCharacter(new BertNormalizer(true, true, true, true));
        int[] marks =
                IntStream.range(0x300, 0x1F000).filter(BertCharacters::isMark).toArray();
        SplittableRandom random = new SplittableRandom(4);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, everyCharacter.toJson())) {
            for (int i = 0; i < 10_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int m = 0; m < 6; m++) {
                    text.appendCodePoint(random.nextInt(5) == 0 ? 0xE9 : marks[random.nextInt(marks.length)]);
                }
                assertSame(everyCharacter, reference, text.toString());
            }
        }
    }

    private static boolean worthAsking(int c) {
        int type = Character.getType(c);
        boolean large = c >= 0x30000 || Character.isIdeographic(c) || (c >= 0xAC00 && c < 0xF900);
        return type != Character.SURROGATE && (!large || c % 64 == 0);
    }

    /// Each character alone and as a continuation, so that ids tell what became of each.
    private static WordPieceTokenizer ofEveryCharacter(BertNormalizer normalizer) {
        Set<String> vocabulary = new LinkedHashSet<>(WordPieceVocabulary.SPECIALS);
        for (int c = 1; c < 0x30000; c++) {
            int type = Character.getType(c);
            if (worthAsking(c) && type != Character.UNASSIGNED && type != Character.PRIVATE_USE) {
                vocabulary.add(Character.toString(c));
                vocabulary.add("##" + Character.toString(c));
            }
        }
        return WordPieceVocabulary.tokenizer(List.copyOf(vocabulary), normalizer, "test");
    }

    @Test
    void idsEqualTheLibrarysAroundAddedTokens() throws IOException {
        int next = TRAINED.vocabSize();
        List<AddedToken> added = new ArrayList<>(TRAINED.addedTokens());
        added.add(new AddedToken(next, "<Mask>", true, false, false, true));
        added.add(new AddedToken(next + 1, "Caf\u00E9 Noir", false, true, true, false));
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(TRAINED.vocabulary(), added, TRAINED.options(), "test");
        RandomText random = new RandomText(5);
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, tokenizer.toJson())) {
            for (int i = 0; i < 1000; i++) {
                String text = random.next(4) + " <Mask>" + random.next(4) + " [MASK] [SEP]" + random.next(4)
                        + "CAFE NOIR  " + random.next(4) + "caf\u00E9 noir[mask]";
                assertSame(tokenizer, reference, text);
            }
        }
    }

    @Test
    void aWordOfMoreThanAHundredCharactersIsUnknown() throws IOException {
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, TRAINED.toJson())) {
            for (String text : List.of("a".repeat(100), "a".repeat(101), "\uD83D\uDE00".repeat(101))) {
                assertSame(TRAINED, reference, text);
            }
        }
        assertThat(TRAINED.encode("a".repeat(101)))
                .containsExactly(TRAINED.unknown().orElseThrow());
    }

    @Test
    void decodedTextEqualsTheLibrarys() throws IOException {
        SplittableRandom random = new SplittableRandom(6);
        WordPieceTokenizer english = english();
        try (ReferenceTokenizer reference = new ReferenceTokenizer(folder, english.toJson())) {
            for (int i = 0; i < 2000; i++) {
                int[] ids = random.ints(1 + i % 12, 0, english.vocabSize()).toArray();
                assertThat(english.decode(ids)).isEqualTo(reference.decode(ids));
            }
        }
    }

    private static WordPieceTokenizer english() {
        return new WordPieceTrainer(90, 1, BertNormalizer.uncased())
                .train(
                        Documents.of(List.of(
                                "the dog's barking, isn't it? We've barked!", "they're n't 'm not barking. do not")),
                        Progress.none())
                .tokenizer();
    }

    @Test
    void streamedPiecesJoinToTheDecodedText() {
        WordPieceTokenizer english = english();
        int[] ids = english.encode("The dog's barking, isn't it?");
        StreamDecoder stream = new StreamDecoder(english);
        String joined = Arrays.stream(ids).mapToObj(stream::push).collect(Collectors.joining()) + stream.finish();

        assertThat(joined).isEqualTo(english.decode(ids)).startsWith("the dog");
    }

    @Test
    void aStreamThatGoesOnFromATextPutsTheBlankBeforeAWord() {
        WordPieceTokenizer english = english();

        assertThat(new StreamDecoder(english, false).push(english.encode("the")[0]))
                .startsWith(" ");
        assertThat(new StreamDecoder(english).push(english.encode("the")[0])).doesNotStartWith(" ");
    }

    @Test
    void readingItsOwnJsonGivesTheSameTokenizer() {
        Tokenizer read = Tokenizers.parse(TRAINED.toJson(), "test");

        assertThat(read).isInstanceOf(WordPieceTokenizer.class);
        assertThat(read.toJson()).isEqualTo(TRAINED.toJson());
    }

    @Test
    void readingItsOwnVocabularyFileGivesTheSameTokenizer() {
        String text = WordPieceVocabulary.write(TRAINED);

        assertThat(WordPieceVocabulary.read(text, BertNormalizer.uncased(), "vocab.txt")
                        .toJson())
                .isEqualTo(TRAINED.toJson());
    }

    @Test
    void specialTokensHaveTheirRoles() {
        SpecialTokens specials = TRAINED.specials();

        assertThat(List.of(
                        specials.requirePad(),
                        specials.unknown().orElseThrow(),
                        specials.requireClassify(),
                        specials.requireSeparator(),
                        specials.requireMask()))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(specials.endOfText()).isEmpty();
        assertThat(specials.contains(4)).isTrue();
        assertThat(specials.contains(5)).isFalse();
    }

    @Test
    void continuingPiecesShowTheirSignAndStartNoWord() {
        WordPieceTokenizer tokenizer = WordPieceVocabulary.read(
                "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nbark\n##ing\n", BertNormalizer.uncased(), "vocab.txt");

        int[] ids = tokenizer.encode("Barking [MASK]");

        assertThat(Arrays.stream(ids).mapToObj(tokenizer::token)).containsExactly("bark", "##ing", "[MASK]");
        assertThat(Arrays.stream(ids).mapToObj(tokenizer::startsWord)).containsExactly(true, false, true);
    }

    @Test
    void spansPointAtTheTextAsItWas() {
        WordPieceTokenizer tokenizer = WordPieceVocabulary.read(
                "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ncafe\n##s\n\u4E2D\n!\n", BertNormalizer.uncased(), "vocab.txt");

        assertThat(tokenizer.spans(" CAFE\u0301S\u4E2D[SEP]oops!"))
                .extracting(TokenSpan::id, TokenSpan::start, TokenSpan::end)
                .containsExactly(
                        tuple(5, 1, 6),
                        tuple(6, 6, 7),
                        tuple(7, 7, 8),
                        tuple(3, 8, 13),
                        tuple(1, 13, 17),
                        tuple(8, 17, 18));
    }

    @Test
    void spansAreInOrderAndHaveTheEncodedIds() {
        RandomText random = new RandomText(7);
        for (int i = 0; i < 500; i++) {
            String text = random.next(40) + "[MASK]" + random.next(5) + "\uD55C\uAE00";
            List<TokenSpan> spans = TRAINED.spans(text);
            assertThat(spans.stream().mapToInt(TokenSpan::id).toArray()).isEqualTo(TRAINED.encode(text));
            int done = 0;
            for (TokenSpan span : spans) {
                assertThat(span.start()).isBetween(done, span.end());
                done = span.end();
            }
            assertThat(done).isLessThanOrEqualTo(text.length());
        }
    }

    private static void assertSame(WordPieceTokenizer ours, ReferenceTokenizer reference, String text) {
        int[] expected = reference.encode(text);
        if (!Arrays.equals(ours.encode(text), expected)) {
            assertThat(ours.encode(text))
                    .as(text.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }
}
