package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.run.Lab;
import glassformer.text.BertNormalizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.WordPieceTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedExamplesTest {
    @TempDir
    private Path folder;

    @Test
    void everyExampleKeepsTheNumberOfItsRow() throws IOException {
        StringBuilder table = new StringBuilder("text,label\n");
        for (int row = 1; row <= 20; row++) {
            table.append("row ").append(row).append(row % 2 == 0 ? ",even\n" : ",odd\n");
        }
        Files.writeString(folder.resolve("rows.csv"), table);

        NumberedExamples read = NumberedExamples.read(lab().values(), folder);

        assertThat(read.split()).isEqualTo(ExampleTasks.read(lab().values(), TaskKind.CLASSIFICATION, folder));
        assertThat(read.split().validation()).isNotEmpty();
        assertNumbered(read.split().training(), read.trainingRows());
        assertNumbered(read.split().validation(), read.validationRows());
    }

    private static void assertNumbered(List<Example> examples, List<Integer> rows) {
        assertThat(examples).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(((Example.Classified) examples.get(i)).input())
                    .isEqualTo(new Input.Single("row " + rows.get(i)));
        }
    }

    @Test
    void equalRowsHaveNumbersOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "text,label\nsame,a\nsame,a\nother,b\nthird,b\nfourth,a\n");

        NumberedExamples read = NumberedExamples.read(lab().values(), folder);

        assertThat(java.util.stream.Stream.concat(read.trainingRows().stream(), read.validationRows().stream()))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void lengthsCountTheSpecialTokens() {
        Tokenizer tokenizer = new WordPieceTrainer(60, 1, BertNormalizer.uncased())
                .train(Documents.of(List.of("a b c d e f g h")), Progress.none())
                .tokenizer();

        assertThat(TokenLengths.of(
                        tokenizer,
                        List.of(
                                new Example.Unlabelled(new Input.Single("a b c")),
                                new Example.Classified(new Input.Pair("a b", "c"), "x"),
                                new Example.Tagged(List.of("a", "b"), List.of("x", "y")),
                                new Example.Translated("a", "b c d"))))
                .containsExactly(5, 6, 4, 4);
    }

    private static Lab lab() {
        return Lab.initial("a")
                .with("task", "classification")
                .with("data.validationFraction", 0.3)
                .with("data.source", "file:rows.csv");
    }
}
