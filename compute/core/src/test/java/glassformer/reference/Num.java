package glassformer.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A number that remembers how it came about, so that derivatives can be traced back through it: reverse-mode
/// differentiation one scalar at a time.
final class Num {
    private final @Nullable List<Num> tape;
    private final double value;
    private final @Nullable Num first;
    private final @Nullable Num second;
    private final double byFirst;
    private final double bySecond;
    private double gradient;

    /// @param tape where the number is noted, in order of computation; null for a constant
    private Num(
            @Nullable List<Num> tape,
            double value,
            @Nullable Num first,
            double byFirst,
            @Nullable Num second,
            double bySecond) {
        this.tape = tape;
        this.value = value;
        this.first = first;
        this.byFirst = byFirst;
        this.second = second;
        this.bySecond = bySecond;
        if (tape != null) {
            tape.add(this);
        }
    }

    static Num constant(double value) {
        return new Num(null, value, null, 0, null, 0);
    }

    static Num variable(List<Num> tape, double value) {
        return new Num(tape, value, null, 0, null, 0);
    }

    double value() {
        return value;
    }

    /// The derivative by this number of what [#backward] was called on.
    double gradient() {
        return gradient;
    }

    /// Derives this number by all that came before it on its tape.
    void backward() {
        if (tape == null) {
            return;
        }
        tape.forEach(number -> number.gradient = 0);
        gradient = 1;
        for (Num number : tape.reversed()) {
            if (number.first != null) {
                number.first.gradient += number.gradient * number.byFirst;
            }
            if (number.second != null) {
                number.second.gradient += number.gradient * number.bySecond;
            }
        }
    }

    private Num of(double result, double derivative) {
        return new Num(tape, result, this, derivative, null, 0);
    }

    private Num with(Num other, double result, double byThis, double byOther) {
        return new Num(tape == null ? other.tape : tape, result, this, byThis, other, byOther);
    }

    Num plus(Num other) {
        return with(other, value + other.value, 1, 1);
    }

    Num plus(double other) {
        return of(value + other, 1);
    }

    Num minus(Num other) {
        return with(other, value - other.value, 1, -1);
    }

    Num times(Num other) {
        return with(other, value * other.value, other.value, value);
    }

    Num times(double factor) {
        return of(value * factor, factor);
    }

    Num over(Num other) {
        return with(other, value / other.value, 1 / other.value, -value / (other.value * other.value));
    }

    Num exp() {
        double result = Math.exp(value);
        return of(result, result);
    }

    Num log() {
        return of(Math.log(value), 1 / value);
    }

    Num sqrt() {
        double result = Math.sqrt(value);
        return of(result, 0.5 / result);
    }

    Num tanh() {
        double result = Math.tanh(value);
        return of(result, 1 - result * result);
    }

    Num positive() {
        return of(Math.max(0, value), value > 0 ? 1 : 0);
    }

    Num sigmoid() {
        double result = 1 / (1 + Math.exp(-value));
        return of(result, result * (1 - result));
    }

    Num erf() {
        return of(erf(value), 2 / Math.sqrt(Math.PI) * Math.exp(-value * value));
    }

    /// By its Maclaurin series, exact to double precision for the small arguments of tests.
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 400 && Math.abs(term) > 1e-18; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return Math.abs(x) > 5 ? Math.signum(x) : 2 / Math.sqrt(Math.PI) * sum;
    }
}
