package glassformer.data;

import java.util.List;
import java.util.stream.Stream;

/// Words as spaces divide them.
final class Words {
    private Words() {}

    static List<String> of(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.strip().split("\\s+")).toList();
    }
}
