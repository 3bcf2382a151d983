package glassformer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Judgement;
import glassformer.run.EvaluationComparison;
import glassformer.run.StoredEvaluation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportFileTest {
    private static final List<String> LABELS = List.of("animal", "food", "place");

    @TempDir
    Path folder = Path.of("");

    private final StoredEvaluation evaluation = evaluation(5);
    private final EvaluationComparison comparison = EvaluationComparison.of(evaluation, evaluation(3), 100);

    @Test
    void htmlNeedsNothingBesideItself() throws IOException {
        String html = written("report.html");
        assertThat(html).contains("<h1>Evaluation of topics</h1>", "Confusion matrix", "AUC", "95 % interval");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "src=", "<script", "<link");
    }

    @Test
    void htmlShowsTextsAsTheyAre() throws IOException {
        assertThat(written("report.html"))
                .contains("&lt;b&gt;text&lt;/b&gt; &amp; 5 \u4eca\u5929")
                .doesNotContain("<b>");
    }

    @Test
    void picturesAreWellFormed() throws Exception {
        String html = written("report.html");
        int from = html.indexOf("<svg");
        int count = 0;
        while (from >= 0) {
            String svg = html.substring(from, html.indexOf("</svg>", from) + 6);
            var parsed = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertThat(parsed.getElementsByTagName("text").getLength()).isGreaterThan(3);
            count++;
            from = html.indexOf("<svg", from + 1);
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void pdfHasTheSameContent() throws IOException {
        Path file = folder.resolve("report.pdf");
        new ReportFile(file).write(evaluation, comparison);
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("Evaluation of topics", "Confusion matrix", "Calibration", "Worst examples");
            assertThat(text).contains("animal", "<b>text</b> & 5", "Against topics, step 3");
            assertThat(pdf.getNumberOfPages()).isBetween(2, 6);
        }
    }

    @Test
    void anotherEndingIsRefused() {
        assertThatThrownBy(() -> new ReportFile(folder.resolve("report.doc")))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("its name must end with .html or .pdf.");
    }

    private String written(String name) throws IOException {
        Path file = folder.resolve(name);
        new ReportFile(file).write(evaluation, comparison);
        return Files.readString(file);
    }

    /// @param wrong every which is wrong
    private static StoredEvaluation evaluation(int wrong) {
        List<Judgement.OfClass> all = IntStream.range(0, 90)
                .mapToObj(i -> {
                    double[] probabilities = {0.1, 0.1, 0.1};
                    probabilities[(i + (i % wrong == 0 ? 1 : 0)) % 3] = 0.8;
                    probabilities[(i + 2) % 3] += i % 10 / 100.0;
                    double sum = probabilities[0] + probabilities[1] + probabilities[2];
                    for (int j = 0; j < 3; j++) {
                        probabilities[j] /= sum;
                    }
                    return Judgement.OfClass.of(
                            "<b>text</b> & " + i + " \u4eca\u5929 \ud83d\ude00",
                            LABELS.get(i % 3),
                            LABELS,
                            probabilities);
                })
                .toList();
        ClassJudgements head = new ClassJudgements("topic", LABELS, all);
        return new StoredEvaluation(
                "validation-step-" + wrong,
                "topics",
                wrong,
                "validation",
                "cpu",
                Instant.parse("2025-01-02T03:04:05Z"),
                0.5,
                90,
                head.measures(),
                List.of(head));
    }
}
