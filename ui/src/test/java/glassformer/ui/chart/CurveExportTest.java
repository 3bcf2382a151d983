package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@ExtendWith(ApplicationExtension.class)
class CurveExportTest {
    private final Curve curve = new Curve();

    @SuppressWarnings("NullAway.Init")
    private Bench.Answering dialogs;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Start
    void start(Stage stage) throws IOException {
        folder = Files.createTempDirectory("export");
        dialogs = new Bench.Answering(folder);
        var style = Shown.light();
        var chart = new CurveChart(Shown.ENGLISH, style.paletteProperty(), "step");
        chart.setId("one");
        for (int i = 0; i < 100_000; i++) curve.append(i, i == 31_415 ? 80 : Math.sin(i * 0.37));
        var few = new Curve();
        for (int i = 0; i < 5; i++) few.append(i * 20_000, i);
        chart.series()
                .setAll(
                        CurveSeries.of("loss <of> a & b", curve),
                        CurveSeries.of("few", few).asDashed().withPoints());
        var shown = new SmallCurve(chart, new CurveExport(Shown.ENGLISH, dialogs, () -> "run").named("loss"));
        Shown.in(stage, style, new StackPane(shown), 700, 400);
    }

    private Path saved(FxRobot robot, String item, String file) {
        robot.clickOn("#one-export").clickOn(item);
        return folder.resolve(file);
    }

    @Test
    void everyPointIsInTheCsv(FxRobot robot) throws IOException {
        List<String> lines = Files.readAllLines(saved(robot, "Numbers as CSV", "run-loss.csv"));
        assertThat(lines).hasSize(100_001).contains("31415,80,");
        assertThat(lines.getFirst()).isEqualTo("step,loss <of> a & b,few");
        assertThat(dialogs.kinds()).containsExactly("*.csv", "*.png", "*.svg");
    }

    @Test
    void theSvgHasAxesLegendAndEverySpikeInFewCorners(FxRobot robot) throws Exception {
        Path file = saved(robot, "Vectors as SVG", "run-loss.svg");
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(texts(svg)).contains("loss <of> a & b", "few", "step", "50 k", "80");
        assertThat(Files.size(file)).isLessThan(100_000);
        String longest = elements(svg, "path").stream()
                .map(path -> path.getAttribute("d"))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElseThrow();
        // The tick of 80 and the spike are at one height.
        double tick = elements(svg, "text").stream()
                .filter(text -> text.getTextContent().equals("80"))
                .mapToDouble(text -> Double.parseDouble(text.getAttribute("y")) - 4)
                .findFirst()
                .orElseThrow();
        double highest = Pattern.compile("[ML ](\\d+(?:\\.\\d+)?) (\\d+(?:\\.\\d+)?)")
                .matcher(longest)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(2)))
                .min()
                .orElseThrow();
        assertThat(highest).isCloseTo(tick, org.assertj.core.api.Assertions.within(1.0));
    }

    @Test
    void thePngShowsTheCurveInItsColour(FxRobot robot) throws IOException {
        var image = ImageIO.read(saved(robot, "Picture as PNG", "run-loss.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1400);
        int colour = Integer.parseInt(
                        Shown.light()
                                .paletteProperty()
                                .getValue()
                                .seriesColour(0)
                                .toString()
                                .substring(2, 8),
                        16)
                | 0xff000000;
        long painted = IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == colour)
                .count();
        assertThat(painted).isGreaterThan(3000);
    }

    @Test
    void theEndingThatThePersonTypesDecides(FxRobot robot) throws IOException {
        dialogs.answer("other.SVG");
        assertThat(Files.readString(saved(robot, "Numbers as CSV", "other.SVG")))
                .startsWith("<svg");
    }

    @Test
    void aFileThatCannotBeWrittenIsExplained(FxRobot robot) {
        dialogs.answer("missing/folder.csv");
        saved(robot, "Numbers as CSV", "");
        assertThat(dialogs.errors()).singleElement().asString().startsWith("The chart could not be written to");
    }

    private static List<Element> elements(Document svg, String name) {
        var nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }
}
