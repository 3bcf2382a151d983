package glassformer.engine.djl;

import glassformer.engine.Precision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which values of a pass are held in a low precision, and the casts to and from it. Products give such values, sums of
/// two such values are such, and all else is float32. With float32 nothing is written.
///
/// PyTorch's `linear` takes low precision on every device and finds its way to oneDNN or the tensor cores itself, where
/// oneDNN's own operation refuses what the processor has no instructions for.
final class Casts {
    private static final String FLOAT32 = "6";

    private final ScriptWriter out;
    private final Precision precision;
    private final Set<String> low = new HashSet<>();
    private final Map<String, String> weights = new HashMap<>();
    private final Map<String, String> copies = new HashMap<>();

    Casts(ScriptWriter out, Precision precision) {
        this.out = out;
        this.precision = precision;
    }

    boolean isLow(String value) {
        return low.contains(value);
    }

    /// Says that a value is in the low precision.
    String noteLow(String value) {
        if (precision.isLow()) {
            low.add(value);
        }
        return value;
    }

    String noteSum(String a, String b, String sum) {
        return isLow(a) && isLow(b) ? noteLow(sum) : sum;
    }

    /// A value for a product.
    String lowered(String value) {
        return isLow(value) ? value : copies.computeIfAbsent(value, this::copy);
    }

    /// The same for a weight, which is cast once in a pass.
    String loweredWeight(String weight) {
        return weights.computeIfAbsent(weight, this::copy);
    }

    private String copy(String value) {
        return precision.isLow() ? noteLow(out.let("c", cast(value, code()))) : value;
    }

    /// Values, other than weights, that are needed again are cast again from here on.
    void forgetCopies() {
        copies.clear();
    }

    /// A value in the low precision as an expression, for operations that PyTorch differentiates.
    String low(String value) {
        return precision.isLow() && !isLow(value) ? cast(value, code()) : value;
    }

    /// A value for all but a product, as an expression.
    String raised(String value) {
        return isLow(value) ? cast(value, FLOAT32) : value;
    }

    /// A gradient of a value in that value's precision, as an expression.
    String likened(String gradient, String value) {
        return precision.isLow() ? cast(gradient, isLow(value) ? code() : FLOAT32) : gradient;
    }

    /// `x` times a weight `(out, in)`, plus a bias, each in the low precision already.
    String product(Products products, String x, String weight, @Nullable String bias) {
        return (precision.isLow() ? Products.PLAIN : products).write(x, weight, bias);
    }

    /// The sum over the rows of `x`, in float32.
    String rowSum(String x) {
        return "torch.sum(" + x + ", [0]" + (precision.isLow() ? ", False, dtype=" + FLOAT32 : "") + ")";
    }

    private String code() {
        return switch (precision) {
            case FLOAT32 -> FLOAT32;
            case BFLOAT16 -> "15";
            case FLOAT16 -> "5";
        };
    }

    private static String cast(String value, String code) {
        return "torch.to(" + value + ", " + code + ")";
    }
}
