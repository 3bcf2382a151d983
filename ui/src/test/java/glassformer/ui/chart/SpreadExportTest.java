package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SpreadExportTest {
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Start
    void start(Stage stage) throws IOException {
        folder = Files.createTempDirectory("spread");
        var style = Shown.light();
        var chart = new SpreadChart(Shown.ENGLISH, style.paletteProperty(), "step");
        chart.setId("spread");
        chart.columnsProperty()
                .set(List.of(
                        new SpreadColumn(10, -1, 1, new long[] {3, 0, 0, 1}),
                        new SpreadColumn(20, 0.5, 0.5, new long[] {0, 0, 4, 0})));
        var export = new CurveExport(Shown.ENGLISH, new Bench.Answering(folder), () -> "run").named("spread");
        Shown.in(stage, style, new VBox(new ExportButton(chart, export), chart), 600, 300);
    }

    private Path saved(FxRobot robot, String item, String ending) {
        robot.clickOn("#spread-export").clickOn(item);
        return folder.resolve("run-spread." + ending);
    }

    @Test
    void everyBinIsARowOfTheCsv(FxRobot robot) throws IOException {
        assertThat(Files.readAllLines(saved(robot, "Numbers as CSV", "csv")))
                .startsWith("step,from,to,count", "10,-1,-0.5,3", "10,-0.5,0,0")
                .contains("20,0.5,0.5,4")
                .hasSize(9);
    }

    @Test
    void everyBinWithValuesIsARectangleOfTheSvg(FxRobot robot) throws IOException {
        String svg = Files.readString(saved(robot, "Vectors as SVG", "svg"));
        assertThat(svg.split("crispEdges", -1)).hasSize(3 + 1);
        assertThat(svg).contains(">step<");
    }

    @Test
    void thePngShowsTheFullestBinInTheStrongestColour(FxRobot robot) throws IOException {
        var image = ImageIO.read(saved(robot, "Picture as PNG", "png").toFile());
        int strongest = Shown.light().paletteProperty().getValue().heat().argb(1, 0, 1);
        int painted = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) == strongest) painted++;
        }
        assertThat(painted).isGreaterThan(1000);
    }
}
