package glassformer.samples;

import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/// Lines of random letters that stand there two to four times, `kQzvkQzvkQzv`. The first copy cannot be foreseen; who
/// finds the earlier copy knows every letter of the next ones. Two attention layers do so with an
/// induction head (Olsson et al. 2022), which looks at what followed an earlier copy; a head of the layer before looks
/// at the previous letter, and so tells it what stands before each. No letter comes twice in a copy: one letter is
/// enough to find the earlier copy.
public final class RepeatsCorpus implements Corpus {
    /// What stands after `sample:`.
    public static final String NAME = "repeats";

    private static final long SEED = 11;
    private static final int COUNT = 20_000;
    private static final int SHORTEST = 4;
    private static final int LONGEST = 12;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Documents open() {
        return new Lines();
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        try (Documents lines = open()) {
            while (lines.hasNext()) {
                byte[] utf8 = lines.next().getBytes(StandardCharsets.UTF_8);
                fingerprint.add(utf8, utf8.length);
            }
        }
        return fingerprint.hex();
    }

    private static final class Lines implements Documents {
        private final SplittableRandom random = new SplittableRandom(SEED);
        private int count;

        @Override
        public boolean hasNext() {
            return count < COUNT;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            count++;
            // Lengths vary, so that no fixed distance leads to the earlier copy.
            int length = random.nextInt(SHORTEST, LONGEST + 1);
            char[] shuffled = LETTERS.toCharArray();
            for (int i = 0; i < length; i++) {
                int other = random.nextInt(i, shuffled.length);
                char letter = shuffled[other];
                shuffled[other] = shuffled[i];
                shuffled[i] = letter;
            }
            return new String(shuffled, 0, length).repeat(random.nextInt(2, 5)) + "\n";
        }

        @Override
        public double progress() {
            return (double) count / COUNT;
        }

        @Override
        public void close() {}
    }
}
