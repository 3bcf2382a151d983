package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.text.Documents;
import glassformer.text.InMemoryCorpus;
import glassformer.text.Progress;
import glassformer.text.Split;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextSentenceDataTest {
    private static final List<String> DOCUMENTS = documents();

    @TempDir
    private Path folder;

    private final Tokenizer tokenizer;

    NextSentenceDataTest() {
        try (Documents documents = Documents.of(DOCUMENTS)) {
            tokenizer = Tokenizers.train(
                    "wordpiece", 120, TaskKind.MASKED_LANGUAGE_MODEL.specials(), documents, Progress.none());
        }
    }

    /// Sentence `s` of document `d` says so.
    private static List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (int d = 10; d < 30; d++) {
            StringBuilder text = new StringBuilder();
            for (int s = 1; s <= 5; s++) {
                text.append("This is part ")
                        .append(s)
                        .append(" of book ")
                        .append(d)
                        .append(". ");
            }
            documents.add(text.toString());
        }
        return documents;
    }

    @Test
    void aPairIsTwoSentencesAndTheClassSaysWhetherTheSecondFollows() throws IOException {
        try (NextSentenceData data = data(DOCUMENTS, Masking.bert(0.15, 1))) {
            int following = 0;
            for (int step = 1; step <= 20; step++) {
                Batch batch = data.training().microBatches(1, step, 1, 10).getFirst();
                int[] classes = classes(batch);
                for (int row = 0; row < 10; row++) {
                    List<String> pair = pair(batch, row);
                    int[] first = numbers(pair.getFirst());
                    int[] second = numbers(pair.get(1));
                    boolean follows = second[0] == first[0] + 1 && second[1] == first[1];
                    assertThat(classes[row]).as(pair.toString()).isEqualTo(follows ? 0 : 1);
                    assertThat(follows || second[1] != first[1]).isTrue();
                    following += follows ? 1 : 0;
                }
            }
            assertThat(following / 200.0).isBetween(0.4, 0.6);
        }
    }

    @Test
    void tokenTypesTellTheSentencesApartAndOnlyOrdinaryTokensAreHidden() throws IOException {
        try (NextSentenceData data = data(DOCUMENTS, Masking.bert(0.5, 1))) {
            Batch batch = data.training().microBatches(1, 1, 1, 4).getFirst();
            int[] labels = ((Labels.Classes) batch.labels().getFirst()).labels();
            for (int row = 0; row < 4; row++) {
                Tokens read = batch.input().row(row);
                int separator = tokenizer.specials().requireSeparator();
                int[] types = Objects.requireNonNull(read.types());
                assertThat(read.ids()[0]).isEqualTo(tokenizer.specials().requireClassify());
                assertThat(labels[row * batch.input().length()]).isEqualTo(Labels.IGNORED);
                int type = 0;
                for (int t = 0; t < read.length(); t++) {
                    assertThat(types[t]).isEqualTo(type);
                    type += read.ids()[t] == separator ? 1 : 0;
                }
                assertThat(type).isEqualTo(2);
            }
        }
    }

    @Test
    void pairsAndMasksAreOthersEachStepUnlessMasksAreFixed() throws IOException {
        try (NextSentenceData fresh = data(DOCUMENTS, Masking.bert(0.15, 1))) {
            assertThat(inputs(fresh.training(), 3)).isEqualTo(inputs(fresh.training(), 3));
            assertThat(inputs(fresh.training(), 3)).isNotEqualTo(inputs(fresh.training(), 4));
            assertThat(fresh.validation(2, 4).getFirst().input().ids())
                    .isEqualTo(fresh.validation(2, 4).getFirst().input().ids());
        }
        try (NextSentenceData fixed = data(DOCUMENTS, Masking.bert(0.15, 1).withFixedMasks())) {
            Map<String, String> seen = new java.util.HashMap<>();
            for (int step = 1; step < 40; step++) {
                Batch batch = fixed.training().microBatches(1, step, 1, 8).getFirst();
                for (int row = 0; row < 8; row++) {
                    String first = pair(batch, row).getFirst();
                    String whole = Arrays.toString(batch.input().row(row).ids());
                    assertThat(seen.getOrDefault(first, whole)).isEqualTo(whole);
                    seen.put(first, whole);
                }
            }
        }
    }

    @Test
    void alwaysSayingThatItFollowsIsRightWhereItDoes() throws IOException {
        try (NextSentenceData data = data(DOCUMENTS, Masking.bert(0.15, 1))) {
            List<Batch> judged = data.validation(20, 16);
            double follows = judged.stream()
                    .flatMapToInt(batch -> Arrays.stream(classes(batch)))
                    .map(c -> 1 - c)
                    .average()
                    .orElseThrow();
            Map<String, Double> measures = data.measure()
                    .of(
                            Says.scores((read, head) -> head.equals("nsp")
                                    ? scores(read.size(), 2, 0)
                                    : Tensor.of(
                                            scores(read.size() * read.length(), tokenizer.vocabSize(), 7)
                                                    .values(),
                                            read.size(),
                                            read.length(),
                                            tokenizer.vocabSize())),
                            Measure.Care.LOOK);
            assertThat(measures).containsOnlyKeys("maskedAccuracy", "mostFrequentRate", "nextSentenceAccuracy");
            assertThat(measures.get("nextSentenceAccuracy")).isCloseTo(follows, within(1e-12));
        }
    }

    @Test
    void aTextWithoutDocumentsOrSentencesEnoughIsRefusedBySide() {
        assertThatThrownBy(() -> data(DOCUMENTS.subList(0, 2), Masking.bert(0.15, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("data.nextSentence is true")
                .hasMessageContaining("the training text has 1;");
        assertThatThrownBy(() -> data(java.util.Collections.nCopies(40, "One sentence."), Masking.bert(0.15, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has none of two sentences");
    }

    private NextSentenceData data(List<String> documents, Masking masking) throws IOException {
        return NextSentenceData.read(
                new InMemoryCorpus("books", documents),
                tokenizer,
                new Split(0.3, 1),
                Files.createTempDirectory(folder, "tokens"),
                40,
                masking,
                Progress.none());
    }

    private static Tensor scores(int rows, int size, int highest) {
        float[] values = new float[rows * size];
        for (int row = 0; row < rows; row++) {
            values[row * size + highest] = 1;
        }
        return Tensor.of(values, rows, size);
    }

    private static int[] inputs(BatchSource source, int step) {
        return source.microBatches(1, step, 1, 8).getFirst().input().ids();
    }

    private static int[] classes(Batch batch) {
        return ((Labels.Classes) batch.labels().getLast()).labels();
    }

    /// The two sentences with what was hidden put back.
    private List<String> pair(Batch batch, int row) {
        int[] labels = ((Labels.Classes) batch.labels().getFirst()).labels();
        int[] ids = batch.input().row(row).ids().clone();
        List<String> texts = new ArrayList<>();
        int from = 1;
        for (int t = 0; t < ids.length; t++) {
            int label = labels[row * batch.input().length() + t];
            ids[t] = label == Labels.IGNORED ? ids[t] : label;
            if (ids[t] == tokenizer.specials().requireSeparator()) {
                texts.add(tokenizer.decode(Arrays.copyOfRange(ids, from, t)));
                from = t + 1;
            }
        }
        return texts;
    }

    private static int[] numbers(String sentence) {
        return Arrays.stream(sentence.replaceAll("[^0-9]+", " ").strip().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
