package glassformer.gguf;

import java.util.List;

/// A value of the metadata.
public sealed interface GgufValue {
    record Text(String value) implements GgufValue {}

    record Whole(ValueKind kind, long value) implements GgufValue {}

    record Real(ValueKind kind, double value) implements GgufValue {}

    record Flag(boolean value) implements GgufValue {}

    /// @param kind of each value
    record Items(ValueKind kind, List<GgufValue> values) implements GgufValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    static GgufValue of(String text) {
        return new Text(text);
    }

    static GgufValue of(int number) {
        return new Whole(ValueKind.U32, number);
    }

    static GgufValue of(double number) {
        return new Real(ValueKind.F32, (float) number);
    }

    static GgufValue of(boolean value) {
        return new Flag(value);
    }

    static GgufValue texts(List<String> texts) {
        return new Items(
                ValueKind.STRING, texts.stream().<GgufValue>map(Text::new).toList());
    }

    static GgufValue numbers(List<Integer> numbers) {
        return new Items(
                ValueKind.I32,
                numbers.stream()
                        .<GgufValue>map(number -> new Whole(ValueKind.I32, number))
                        .toList());
    }

    /// The type under which it is written.
    default ValueKind written() {
        return switch (this) {
            case Text text -> ValueKind.STRING;
            case Whole(ValueKind kind, long value) -> kind;
            case Real(ValueKind kind, double value) -> kind;
            case Flag flag -> ValueKind.BOOL;
            case Items items -> ValueKind.ARRAY;
        };
    }
}
