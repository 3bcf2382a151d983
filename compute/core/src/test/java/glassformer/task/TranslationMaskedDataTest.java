package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import glassformer.run.Lab;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationMaskedDataTest {
    @TempDir
    private Path folder;

    @Test
    void sourceAndTargetAreReadTogetherAndBothHideTokens() throws IOException {
        try (TranslationMaskedData data = open("bert")) {
            Tokenizer tokenizer = data.tokenizer();
            SpecialTokens specials = tokenizer.specials();
            int[] hidden = new int[2];
            for (int step = 1; step <= 10; step++) {
                Batch batch = data.training().microBatches(1, step, 1, 4).getFirst();
                int[] labels = ((Labels.Classes) batch.labels().getFirst()).labels();
                for (int row = 0; row < 4; row++) {
                    Tokens read = batch.input().row(row);
                    int[] types = Objects.requireNonNull(read.types());
                    int[] ids = read.ids().clone();
                    for (int t = 0; t < ids.length; t++) {
                        int label = labels[row * batch.input().length() + t];
                        if (label != Labels.IGNORED) {
                            hidden[types[t]]++;
                            ids[t] = label;
                        }
                    }
                    int middle = Arrays.stream(ids).boxed().toList().indexOf(specials.requireSeparator());
                    String source = tokenizer.decode(Arrays.copyOfRange(ids, 1, middle));
                    String target = tokenizer.decode(
                            Arrays.copyOfRange(ids, middle + specials.separatorsBetween(), ids.length - 1));
                    assertThat(target).isEqualTo(source.replace("left", "gauche"));
                    assertThat(types[middle]).isZero();
                    assertThat(types[ids.length - 1]).isEqualTo(1);
                }
            }
            assertThat(hidden[0]).isPositive();
            assertThat(hidden[1]).isPositive();
        }
    }

    @Test
    void aModelWithoutTwoTokenTypesIsGivenNone() throws IOException {
        try (TranslationMaskedData data = open("roberta")) {
            Batch batch = data.training().microBatches(1, 1, 1, 4).getFirst();
            assertThat(Objects.requireNonNull(batch.input().types())).containsOnly(0);
        }
    }

    @Test
    void aStepCanBeDrawnAgainWithoutThoseBeforeIt() throws IOException {
        try (TranslationMaskedData data = open("distilbert")) {
            int[] later =
                    data.training().microBatches(5, 30, 1, 3).getFirst().input().ids();
            var source = data.training();
            for (int step = 1; step < 30; step++) {
                source.microBatches(5, step, 1, 3);
            }
            assertThat(source.microBatches(5, 30, 1, 3).getFirst().input().ids())
                    .isEqualTo(later);
        }
    }

    private TranslationMaskedData open(String family) throws IOException {
        StringBuilder table = new StringBuilder("source,target\n");
        for (int i = 0; i < 30; i++) {
            table.append("left ").append(i).append(",gauche ").append(i).append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), table);
        Lab lab = Lab.initial("a")
                .with("task", "translation-language-model")
                .with("model.family", family)
                .with("model.contextLength", 24)
                .with("tokenizer.vocabSize", 300)
                .with("data.maskRate", 0.3)
                .with("data.source", "file:" + file);
        lab.validate();
        return TranslationMaskedData.open(lab.values(), folder, null, Progress.none());
    }
}
