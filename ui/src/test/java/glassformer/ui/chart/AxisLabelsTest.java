package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.common.Format;
import glassformer.ui.common.TextMeasure;
import java.util.List;
import java.util.Locale;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class AxisLabelsTest {
    private final TextMeasure text = new TextMeasure(Font.font(11));
    private final AxisLabels labels = new AxisLabels(new Format(Locale.ENGLISH), text);

    private List<AxisLabels.Mark> vertical(double height) {
        Axis y = new Axis(0, 0.0011, false);
        return labels.vertical(new Plot(0, 0, 100, height, new Axis(0, 1, false), y));
    }

    @Test
    void noLabelLiesOverAnotherInALowChart() {
        List<AxisLabels.Mark> marks = vertical(16);
        assertThat(marks).hasSizeGreaterThan(2);
        List<AxisLabels.Mark> written =
                marks.stream().filter(mark -> !mark.text().isEmpty()).toList();
        assertThat(written).hasSizeLessThan(marks.size());
        assertThat(written.getFirst().text()).isEqualTo("0");
        for (int i = 1; i < written.size(); i++) {
            assertThat(written.get(i - 1).at() - written.get(i).at()).isGreaterThanOrEqualTo(text.lineHeight() - 1);
        }
    }

    @Test
    void everyTickOfAHighChartIsWritten() {
        assertThat(vertical(300)).allSatisfy(mark -> assertThat(mark.text()).isNotEmpty());
    }
}
