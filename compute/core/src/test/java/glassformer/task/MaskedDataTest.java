package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgements;
import glassformer.text.BertNormalizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTrainer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import glassformer.train.TokenSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedDataTest {
    private static final String TEXT = "the cat sat on the mat while the dog lay in the sun ".repeat(40);

    private final Tokenizer tokenizer;

    MaskedDataTest() {
        try (Documents documents = Documents.of(List.of(TEXT))) {
            tokenizer = new WordPieceTrainer(60, 1, BertNormalizer.uncased())
                    .train(documents, Progress.none())
                    .tokenizer();
        }
    }

    @Test
    void aSequenceIsAWindowBetweenTheTokensThatBeginAndEndIt() {
        SpecialTokens specials = tokenizer.specials();
        Batch batch = data(10).training().microBatches(1, 1, 1, 4).getFirst();
        for (int row = 0; row < 4; row++) {
            int[] ids = batch.input().row(row).ids();
            assertThat(ids).hasSize(10);
            assertThat(ids[0]).isEqualTo(specials.requireClassify());
            assertThat(ids[9]).isEqualTo(specials.requireSeparator());
        }
    }

    @Test
    void validationHidesTheSameTokensEachTimeAndTrainingOthersEachStep() {
        MaskedData data = data(10);
        assertThat(labels(data.validation(2, 3).getFirst()))
                .isEqualTo(labels(data.validation(2, 3).getFirst()));
        BatchSource source = data.training();
        assertThat(labels(source.microBatches(1, 1, 1, 8).getFirst()))
                .isNotEqualTo(labels(source.microBatches(1, 2, 1, 8).getFirst()));
    }

    @Test
    void aTextShorterThanASequenceIsRefused() {
        assertThatThrownBy(() -> data(100_000))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.contextLength is 100000");
    }

    private static int[] labels(Batch batch) {
        return ((Labels.Classes) batch.labels().getFirst()).labels();
    }

    private MaskedData data(int contextLength) {
        TokenSource source = TokenSource.of(tokenizer.encode(TEXT));
        TaskData text = new TaskData() {
            @Override
            public Tokenizer tokenizer() {
                return tokenizer;
            }

            @Override
            public List<HeadSpec> heads() {
                return List.of();
            }

            @Override
            public BatchSource training() {
                return (seed, step, accumulation, batchSize) -> List.of();
            }

            @Override
            public List<Batch> validation(int batches, int batchSize) {
                return List.of();
            }

            @Override
            public Measure measure() {
                return Measure.NONE;
            }

            @Override
            public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
                return List.of();
            }

            @Override
            public String fingerprint() {
                return "";
            }

            @Override
            public String extent() {
                return "";
            }

            @Override
            public void close() {}
        };
        return new MaskedData(text, source, source, contextLength, Masking.bert(0.2, 1));
    }
}
