package glassformer.train;

import java.util.Locale;

/// What probably made a training fail, in half a sentence.
sealed interface Suspect {
    String words();

    /// A text that the loss stands out on.
    record Data(int step, String text) implements Suspect {
        private static final int MOST = 80;

        @Override
        public String words() {
            return "probably the data, since the batch of step " + step + " stood out"
                    + (text.isEmpty() ? "" : " by \"" + beginning() + "\"")
                    + ": look at it, or take it out";
        }

        private String beginning() {
            String line = text.replace('\n', ' ');
            return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
        }
    }

    record Precision(String precision) implements Suspect {
        @Override
        public String words() {
            return "probably the precision, " + precision + ": float32 reaches further";
        }
    }

    /// @param rate   now
    /// @param peak   of the schedule
    /// @param stable the last step whose loss was as expected; 0 where there was none
    /// @param before the rate then
    record Rate(double rate, double peak, int stable, double before) implements Suspect {
        @Override
        public String words() {
            String beside = stable > 0 && before > 0
                    ? String.format(
                            Locale.ROOT, "%.2f times that of step %d, the last stable one", rate / before, stable)
                    : String.format(Locale.ROOT, "%.2f times its peak", peak > 0 ? rate / peak : 1);
            return "probably the learning rate " + rate + ", " + beside
                    + ": a lower one or a longer warm-up usually helps";
        }
    }
}
