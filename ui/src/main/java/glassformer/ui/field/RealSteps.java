package glassformer.ui.field;

import glassformer.settings.Setting;
import java.math.BigDecimal;

/// Where a number goes with one press of an arrow key: by a hundredth for shares, along 1, 2, 5, 10 for sizes that
/// people compare by their ratio, such as a learning rate.
final class RealSteps {
    private static final double SHARE_STEP = 0.01;
    private static final double[] LADDER = {1, 2, 5, 10};

    private RealSteps() {}

    static double next(Setting.Real setting, double value, int direction) {
        boolean share = setting.max() <= 1 && setting.initial() == 0 || setting.max() < 1;
        double next = share ? value + direction * SHARE_STEP : onLadder(value, direction);
        return Math.clamp(tidy(next), setting.min(), setting.max());
    }

    private static double onLadder(double value, int direction) {
        if (value <= 0) return direction > 0 ? 1e-5 : 0;
        double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double digit = value / decade;
        if (direction > 0) {
            for (double rung : LADDER) if (rung > digit * (1 + 1e-9)) return rung * decade;
            return 20 * decade;
        }
        for (int i = LADDER.length - 1; i >= 0; i--) if (LADDER[i] < digit * (1 - 1e-9)) return LADDER[i] * decade;
        return decade / 2;
    }

    /// 0.30000000000000004 as people write it.
    private static double tidy(double value) {
        return new BigDecimal(value).round(new java.math.MathContext(9)).doubleValue();
    }
}
