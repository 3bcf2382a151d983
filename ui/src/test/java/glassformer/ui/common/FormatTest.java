package glassformer.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    private final Format format = new Format(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, 1 k",
        "1234, 1.23 k",
        "12345, 12.3 k",
        "124439808, 124 M",
        "999999, 1 M",
        "1500000000, 1.5 B"
    })
    void countsHaveThreeSignificantDigits(double value, String text) {
        assertThat(format.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"512, 512 B", "1536, 1.5 KiB", "25769803776, 24 GiB", "1048575, 1 MiB"})
    void bytesAreBinary(double value, String text) {
        assertThat(format.bytes(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "450, 450 ms",
        "3210, 3.2 s",
        "59990, 1 min 00 s",
        "192000, 3 min 12 s",
        "7500000, 2 h 05 min",
        "100800000, 1 d 04 h"
    })
    void durationsHaveTwoUnits(long millis, String text) {
        assertThat(format.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2.71828, 2.718",
        "0.0512345, 0.05123",
        "0.0003, 3.000e-4",
        "1240, '1,240'",
        "123.456, 123.5",
        "-2.5, -2.500",
        "1e9, 1.000e9",
        "NaN, NaN"
    })
    void numbersHaveFourSignificantDigits(double value, String text) {
        assertThat(format.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.30000000000000004, 0.1, 0.3", "2000, 500, '2,000'", "20000, 5000, 20 k", "1500000, 500000, 1.5 M"})
    void ticksHaveAsManyDecimalsAsTheyNeed(double value, double step, String text) {
        assertThat(format.tick(value, step)).isEqualTo(text);
    }

    @Test
    void whatRoundsToNothingHasNoSign() {
        assertThat(format.cell(-0.001)).isEqualTo("0.00");
        assertThat(format.percent(-0.0001)).isEqualTo("0 %");
        assertThat(format.cell(-0.01)).isEqualTo("-0.01");
    }

    @Test
    void digitsFollowTheLanguage() {
        assertThat(new Format(Locale.GERMANY).number(2.5)).isEqualTo("2,500");
    }
}
