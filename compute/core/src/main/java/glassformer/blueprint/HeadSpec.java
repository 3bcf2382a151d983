package glassformer.blueprint;

import glassformer.BadInputException;
import java.util.List;
import java.util.stream.IntStream;

/// A head as it is asked for; which layers and weight names it has depends on the family.
public sealed interface HeadSpec {
    String name();

    /// The next token at each place.
    record LanguageModel() implements HeadSpec {
        @Override
        public String name() {
            return "lm";
        }
    }

    /// The token that was masked (Devlin et al. 2019, task 1).
    record MaskedTokens() implements HeadSpec {
        @Override
        public String name() {
            return "mlm";
        }
    }

    /// Whether the second sentence follows the first: class 0 yes, 1 no (Devlin et al. 2019, task 2).
    record SentencePair() implements HeadSpec {
        @Override
        public String name() {
            return "nsp";
        }
    }

    /// One class a text.
    ///
    /// @param labels what each class is called
    record Classes(String name, List<String> labels) implements HeadSpec {
        public Classes {
            labels = List.copyOf(labels);
            requireSizes(name, labels.size());
        }

        public Classes(String name, int classes) {
            this(name, numbered(classes));
        }

        public int classes() {
            return labels.size();
        }
    }

    /// One class a token.
    ///
    /// @param labels what each class is called
    record TokenClasses(String name, List<String> labels) implements HeadSpec {
        public TokenClasses {
            labels = List.copyOf(labels);
            requireSizes(name, labels.size());
        }

        public TokenClasses(String name, int classes) {
            this(name, numbered(classes));
        }

        public int classes() {
            return labels.size();
        }
    }

    /// One number a text.
    record Value(String name) implements HeadSpec {
        public Value {
            requireSizes(name, 2);
        }
    }

    /// The name of the one classifier in Hugging Face's models; heads of another name are our own.
    String CLASSIFIER = "classifier";

    /// The names that Hugging Face gives classes without one.
    private static List<String> numbered(int classes) {
        return IntStream.range(0, Math.max(0, classes))
                .mapToObj(i -> "LABEL_" + i)
                .toList();
    }

    private static void requireSizes(String name, int classes) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new BadInputException(
                    "The head's name is " + name + ", but must have 1 to 64 letters, digits, underscores or hyphens.");
        }
        if (List.of("lm", "mlm", "nsp").contains(name)) {
            throw new BadInputException(
                    "The head's name is " + name + ", which is taken: it must be none of lm, mlm, nsp.");
        }
        if (classes < 2) {
            throw new BadInputException("The head " + name + " has " + classes + " classes, but must have at least 2.");
        }
    }
}
