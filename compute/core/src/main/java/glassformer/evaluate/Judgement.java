package glassformer.evaluate;

import glassformer.BadInputException;
import java.util.Arrays;
import java.util.List;

/// One example, what is right and what a head of the model said.
public sealed interface Judgement {
    /// What was asked, for people.
    String text();

    /// What is right, for people.
    String expected();

    /// What the model said, for people.
    String answer();

    /// How bad the answer is, to order examples of one head by; 0 is as good as can be.
    double badness();

    /// @param probabilities of all classes, in the order of [ClassJudgements#labels]
    /// @param ofTruth       the probability of the right class
    record OfClass(String text, String expected, String answer, List<Double> probabilities, double ofTruth)
            implements Judgement {
        public OfClass {
            probabilities = List.copyOf(probabilities);
        }

        /// @param labels        of the classes
        /// @param probabilities of each, in their order
        /// @throws BadInputException where what is right is none of the classes
        public static OfClass of(String text, String expected, List<String> labels, double[] probabilities) {
            int truth = labels.indexOf(expected);
            if (truth < 0) {
                throw new BadInputException("The model does not know the class \"" + expected + "\" of the text \""
                        + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "\"; it knows: "
                        + String.join(", ", labels) + ".");
            }
            return new OfClass(
                    text,
                    expected,
                    labels.get(Highest.of(probabilities)),
                    Arrays.stream(probabilities).boxed().toList(),
                    probabilities[truth]);
        }

        public boolean isRight() {
            return expected.equals(answer);
        }

        /// Of what was answered: the highest of all.
        public double confidence() {
            return probabilities.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }

        /// The loss of this example, in nats.
        @Override
        public double badness() {
            return -Math.log(Math.max(ofTruth, Double.MIN_NORMAL));
        }
    }

    /// @param truth a tag for each word that was read // (words)
    /// @param said  // (words)
    record OfTags(String text, List<String> truth, List<String> said) implements Judgement {
        public OfTags {
            truth = List.copyOf(truth);
            said = List.copyOf(said);
        }

        @Override
        public String expected() {
            return String.join(" ", truth);
        }

        @Override
        public String answer() {
            return String.join(" ", said);
        }

        int right() {
            int right = 0;
            for (int i = 0; i < truth.size(); i++) {
                right += truth.get(i).equals(said.get(i)) ? 1 : 0;
            }
            return right;
        }

        /// The share of wrong tags.
        @Override
        public double badness() {
            return truth.isEmpty() ? 0 : 1 - (double) right() / truth.size();
        }
    }

    record OfNumber(String text, double truth, double said) implements Judgement {
        @Override
        public String expected() {
            return Double.toString(truth);
        }

        @Override
        public String answer() {
            return Double.toString(said);
        }

        /// The distance.
        @Override
        public double badness() {
            return Math.abs(truth - said);
        }
    }

    /// A text turned into another.
    record OfText(String text, String expected, String answer) implements Judgement {
        /// To the character, after spaces at either end are dropped.
        public boolean isRight() {
            return expected.strip().equals(answer.strip());
        }

        /// What is missing to a chrF of 1.
        @Override
        public double badness() {
            return isRight() ? 0 : 1 - Chrf.of(Chrf.counts(answer, expected));
        }
    }

    /// A stretch of text whose tokens were guessed.
    ///
    /// @param nats   cross-entropy of all of them together
    /// @param tokens how many were guessed
    /// @param bytes  how many bytes of UTF-8 they stand for
    /// @param right  how many were guessed right; -1 where that was not looked at
    record OfTokens(String text, double nats, int tokens, long bytes, int right) implements Judgement {
        @Override
        public String expected() {
            return "";
        }

        @Override
        public String answer() {
            return "";
        }

        /// Nats a token.
        @Override
        public double badness() {
            return tokens == 0 ? 0 : nats / tokens;
        }
    }
}
