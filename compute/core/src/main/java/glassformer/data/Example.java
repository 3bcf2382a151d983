package glassformer.data;

import glassformer.BadInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One item to learn from or to be judged by.
public sealed interface Example {
    /// What the model reads, for finding duplicates: examples with equal inputs are the same question.
    Object question();

    /// Characters that the model reads.
    int length();

    /// A text or a pair with no answer, for language modelling.
    record Unlabelled(Input input) implements Example {
        @Override
        public Object question() {
            return input;
        }

        @Override
        public int length() {
            return input.length();
        }
    }

    /// A text or a pair and its class.
    record Classified(Input input, String label) implements Example {
        @Override
        public Object question() {
            return input;
        }

        @Override
        public int length() {
            return input.length();
        }
    }

    /// A text or a pair and a finite number to predict.
    record Scored(Input input, double value) implements Example {
        @Override
        public Object question() {
            return input;
        }

        @Override
        public int length() {
            return input.length();
        }
    }

    /// A text or a pair and several answers: classes and numbers, as they are written.
    ///
    /// @param labels by the name of their column, in its order
    record Labelled(Input input, Map<String, String> labels) implements Example {
        public Labelled {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        @Override
        public Object question() {
            return input;
        }

        @Override
        public int length() {
            return input.length();
        }
    }

    /// Words and a tag for each.
    record Tagged(List<String> words, List<String> tags) implements Example {
        public Tagged {
            words = List.copyOf(words);
            tags = List.copyOf(tags);
            if (words.size() != tags.size()) {
                throw new BadInputException(
                        "there are " + words.size() + " words, but " + tags.size() + " tags; each word needs one tag");
            }
        }

        @Override
        public Object question() {
            return words;
        }

        @Override
        public int length() {
            return String.join(" ", words).length();
        }
    }

    /// A text and what it is to be turned into: a translation, a sum's result, a date in another form.
    record Translated(String source, String target) implements Example {
        @Override
        public Object question() {
            return source;
        }

        @Override
        public int length() {
            return source.length();
        }
    }
}
