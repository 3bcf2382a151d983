package glassformer.settings;

import java.math.BigDecimal;

/// Numbers as a person writes them: no exponent for everyday sizes, no trailing zeros.
public final class Numbers {
    private Numbers() {}

    public static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) < 1e-4
                ? Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
