package glassformer.settings;

import java.util.List;

/// One key that a person can set: its name in `lab.json` (dotted, `model.heads`), what it means in plain
/// words, its initial value and what is allowed. Reading a lab, `--set` on the command line and the
/// fields of the Build page all follow from the same setting.
public sealed interface Setting {
    String key();

    String help();

    Object initial();

    /// What is allowed, as it stands in an error message: "a whole number from 1 to 256".
    String allowed();

    record Whole(String key, String help, long initialValue, long min, long max) implements Setting {
        @Override
        public Long initial() {
            return initialValue;
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }
    }

    record Real(String key, String help, double initialValue, double min, double max) implements Setting {
        @Override
        public Double initial() {
            return initialValue;
        }

        @Override
        public String allowed() {
            return "a number from " + Numbers.plain(min) + " to " + Numbers.plain(max);
        }
    }

    record Flag(String key, String help, boolean initialValue) implements Setting {
        @Override
        public Boolean initial() {
            return initialValue;
        }

        @Override
        public String allowed() {
            return "true or false";
        }
    }

    record Choice(String key, String help, String initialValue, List<String> values) implements Setting {
        public Choice {
            values = List.copyOf(values);
        }

        @Override
        public String initial() {
            return initialValue;
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", values);
        }
    }

    record Text(String key, String help, String initialValue, int maxLength) implements Setting {
        @Override
        public String initial() {
            return initialValue;
        }

        @Override
        public String allowed() {
            return "text of at most " + maxLength + " characters";
        }
    }
}
