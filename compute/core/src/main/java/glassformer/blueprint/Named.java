package glassformer.blueprint;

import java.util.Arrays;
import java.util.List;

/// A choice with the name that it has in `lab.json`.
public interface Named {
    String id();

    static <T extends Enum<T> & Named> List<String> ids(Class<T> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::id).toList();
    }

    /// @throws IllegalArgumentException for an id that the type does not have; settings are checked before
    static <T extends Enum<T> & Named> T of(Class<T> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no " + id));
    }
}
