package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveCsvTest {
    @Test
    void curvesWithDifferentStepsShareTheirRows() throws IOException {
        var train = new Curve();
        for (int i = 0; i < 4; i++) train.append(i, 4 - i * 0.5);
        var validation = new Curve();
        validation.append(0, 4.25);
        validation.append(2, Double.NaN);
        var out = new StringBuilder();
        var columns = List.of(
                new CurveCsv.Column("train", train), new CurveCsv.Column("validation, \"held out\"", validation));
        CurveCsv.write(out, "step", columns, new Extent(0, 2));
        assertThat(out).hasToString("""
                        step,train,"validation, ""held out\"""
                        0,4,4.25
                        1,3.5,
                        2,3,NaN
                        """);
    }
}
