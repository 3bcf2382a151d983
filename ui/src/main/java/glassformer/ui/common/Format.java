package glassformer.ui.common;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them: `1.2 M` parameters, `1.5 GiB`, `3 min 12 s`, `3.0e-4`.
///
/// Units are the international symbols in every language; only digits and separators follow the locale.
public final class Format {
    private static final String[] COUNT_UNITS = {"", " k", " M", " B", " T"};
    private static final String[] BYTE_UNITS = {" B", " KiB", " MiB", " GiB", " TiB"};

    private final DecimalFormatSymbols symbols;

    public Format(Locale locale) {
        this.symbols = DecimalFormatSymbols.getInstance(locale);
    }

    /// A count with three significant digits and a unit of a thousand: `999`, `1.23 k`, `12.3 M`, `124 M`, `1.5 B`.
    public String count(double value) {
        return scaled(value, 1000, COUNT_UNITS);
    }

    /// A whole count with every digit, in groups: `1,234,567`.
    public String whole(long value) {
        return pattern("#,##0", value);
    }

    /// A number of bytes in binary units: `512 B`, `1.5 KiB`, `24 GiB`.
    public String bytes(double bytes) {
        return scaled(bytes, 1024, BYTE_UNITS);
    }

    /// A length of time in its two largest units: `450 ms`, `3.2 s`, `3 min 12 s`, `2 h 05 min`, `1 d 04 h`.
    public String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) return millis + " ms";
        if (millis < 59_950) return pattern("0.#", millis / 1000.0) + " s";
        long seconds = Math.round(millis / 1000.0);
        if (seconds < 3600) return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        long minutes = seconds / 60;
        if (minutes < 24 * 60) return "%d h %02d min".formatted(minutes / 60, minutes % 60);
        return "%d d %02d h".formatted(minutes / (24 * 60), minutes / 60 % 24);
    }

    /// A measured value with four significant digits: `2.718`, `0.05123`, `3.000e-4` below a thousandth.
    public String number(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "∞" : "−∞";
        double size = Math.abs(value);
        if (value == 0) return "0";
        if (size >= 1e6 || size < 1e-3) return exponent("0.000E0", value);
        if (value == Math.rint(value)) return pattern("#,##0", value);
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return pattern(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(Math.min(decimals, 6)), value);
    }

    /// A value in the few characters that fit into a cell: `0.12`, `1.5`, `240`, `3e5`.
    public String cell(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) return number(value);
        if (size >= 10_000) return exponent("0E0", value);
        return pattern(size >= 100 ? "0" : size >= 10 ? "0.0" : "0.00", value);
    }

    /// A fraction as percent with one decimal: `12.5 %`.
    public String percent(double fraction) {
        return pattern("0.#", fraction * 100) + " %";
    }

    /// A label for an axis tick: just enough decimals to tell ticks that are `step` apart, units of a thousand above
    /// 10,000.
    public String tick(double value, double step) {
        if (Math.abs(value) < step * 1e-9) return "0";
        double size = Math.max(Math.abs(value), step);
        if (size >= 1e15 || step < 1e-4) return exponent("0.##E0", value);
        if (size >= 10_000) {
            int unit = Math.min(COUNT_UNITS.length - 1, (int) (Math.log10(size) / 3 + 1e-9));
            double factor = Math.pow(1000, unit);
            return decimals(value / factor, step / factor) + COUNT_UNITS[unit];
        }
        return decimals(value, step);
    }

    private String decimals(double value, double step) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return pattern(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals), value);
    }

    private String scaled(double value, double base, String[] units) {
        int unit = 0;
        double scaled = value;
        // 999.5 would print as 1000, so it already belongs to the next unit.
        while (Math.abs(scaled) >= (unit == 0 ? base : base - 0.5) && unit < units.length - 1) {
            scaled /= base;
            unit++;
        }
        double size = Math.abs(scaled);
        String digits =
                unit == 0 && scaled == Math.rint(scaled) || size >= 99.95 ? "0" : size >= 9.995 ? "0.#" : "0.##";
        return pattern(digits, scaled) + units[unit];
    }

    private String exponent(String pattern, double value) {
        return pattern(pattern, value).replace(symbols.getExponentSeparator(), "e");
    }

    private String pattern(String pattern, double value) {
        var format = new DecimalFormat(pattern, symbols);
        String text = format.format(value);
        String zero = format.format(0);
        // What rounds to nothing has no sign.
        return text.equals(symbols.getMinusSign() + zero) ? zero : text;
    }
}
