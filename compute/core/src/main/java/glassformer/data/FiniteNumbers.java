package glassformer.data;

import java.util.regex.Pattern;

/// Numbers as people write them in tables: decimal, with a point, perhaps an exponent; no NaN, no infinity.
final class FiniteNumbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private FiniteNumbers() {}

    static boolean isNumber(String text) {
        return DECIMAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }
}
