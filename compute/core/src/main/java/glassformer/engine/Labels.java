package glassformer.engine;

import java.util.Arrays;

/// What one head should say about a batch. A head's loss is the mean over its labels, in nats for classes.
public sealed interface Labels {
    /// Marks a token or text that has no label.
    int IGNORED = -100;

    String head();

    /// The share of the head's loss in the batch's.
    double weight();

    /// How many labels count.
    int count();

    /// Those of some texts, with another weight.
    ///
    /// @param texts how many there are in all
    Labels ofTexts(int from, int to, int texts, double weight);

    /// Cross-entropy; 0 where every label is ignored.
    ///
    /// @param labels    (B, T) row-major for a head of tokens, (B) for one of texts; [#IGNORED] does not count
    /// @param smoothing the share of the target that is spread evenly over all classes (Szegedy et al. 2016)
    record Classes(String head, int[] labels, double weight, double smoothing) implements Labels {
        public Classes {
            if (!(smoothing >= 0 && smoothing < 1)) {
                throw new IllegalArgumentException("smoothing is " + smoothing + ", but must be from 0 to below 1");
            }
        }

        public Classes(String head, int[] labels) {
            this(head, labels, 1, 0);
        }

        @Override
        public int count() {
            return (int) Arrays.stream(labels).filter(label -> label != IGNORED).count();
        }

        @Override
        public Labels ofTexts(int from, int to, int texts, double weight) {
            int each = labels.length / texts;
            return new Classes(head, Arrays.copyOfRange(labels, from * each, to * each), weight, smoothing);
        }
    }

    /// Squared error.
    ///
    /// @param values (B)
    record Values(String head, float[] values, double weight) implements Labels {
        public Values(String head, float[] values) {
            this(head, values, 1);
        }

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public Labels ofTexts(int from, int to, int texts, double weight) {
            return new Values(head, Arrays.copyOfRange(values, from, to), weight);
        }
    }
}
