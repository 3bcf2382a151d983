package glassformer.ui.chart;

import java.util.ArrayList;
import java.util.List;

/// Where values lie along an axis, as a fraction from 0 to 1, and which values get a tick.
///
/// @param logarithmic equal ratios get equal lengths; `low` must then be above zero
record Axis(double low, double high, boolean logarithmic) {
    Axis {
        if (!(low < high) || logarithmic && !(low > 0)) {
            throw new IllegalArgumentException("no axis from " + low + " to " + high);
        }
    }

    /// A tick: its value and the distance to its neighbours, which says how many decimals its label needs.
    record Tick(double value, double step) {}

    /// An axis around `values` with some air at both ends; around 0 to 1 when there are none.
    static Axis around(Extent values, boolean logarithmic, double air) {
        if (values.isEmpty()) return new Axis(logarithmic ? 0.1 : 0, 1, logarithmic);
        if (logarithmic) {
            double low = Math.log10(values.low());
            double high = Math.log10(values.high());
            double pad = high > low ? (high - low) * air : 0.3;
            return new Axis(Math.pow(10, low - pad), Math.pow(10, high + pad), true);
        }
        double length = values.length();
        double pad = length > 0 ? length * air : Math.max(Math.abs(values.low()) * 0.1, 0.5);
        return new Axis(values.low() - pad, values.high() + pad, false);
    }

    /// The fraction at which `value` lies; below 0 or above 1 when it is outside.
    double fraction(double value) {
        if (!logarithmic) return (value - low) / (high - low);
        if (value <= 0) return -1;
        return Math.log(value / low) / Math.log(high / low);
    }

    double value(double fraction) {
        return logarithmic ? low * Math.pow(high / low, fraction) : low + (high - low) * fraction;
    }

    /// About `wanted` ticks, at most twice as many, at 1, 2 or 5 times a power of ten.
    List<Tick> ticks(int wanted) {
        return logarithmic && high / low >= 10 ? logarithmicTicks(wanted) : linearTicks(wanted);
    }

    private List<Tick> linearTicks(int wanted) {
        double rough = (high - low) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        // The round step nearest in ratio: the limits are √2, √10 and √50.
        double step = power * (lead < 1.414 ? 1 : lead < 3.162 ? 2 : lead < 7.071 ? 5 : 10);
        var ticks = new ArrayList<Tick>();
        for (double k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
            // Adding zero turns −0 into 0.
            ticks.add(new Tick(k * step + 0.0, step));
        }
        return ticks;
    }

    private List<Tick> logarithmicTicks(int wanted) {
        double decades = Math.log10(high / low);
        int stride = Math.max(1, (int) Math.ceil(decades / Math.max(1, wanted)));
        int[] leads = decades * 3 <= wanted * 1.5 ? new int[] {1, 2, 5} : new int[] {1};
        var ticks = new ArrayList<Tick>();
        for (int e = (int) Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
            if (Math.floorMod(e, stride) != 0) continue;
            for (int lead : leads) {
                double value = lead * Math.pow(10, e);
                if (value >= low && value <= high) ticks.add(new Tick(value, Math.pow(10, e)));
            }
        }
        return ticks;
    }
}
