package glassformer.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import glassformer.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of contents of a safetensors file, every entry checked against the file's size before anything
/// is read with it.
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
    /// A tensor's place: bytes `begin` (inclusive) to `end` (exclusive) of the data after the header.
    record Entry(DType type, List<Integer> shape, long begin, long end) {}

    private static final int MAX_RANK = 16;
    private static final int MAX_TENSORS = 100_000;
    private static final int MAX_TEXT = 16 << 20;
    private static final String MUCH_TEXT = "its names and metadata have more than " + MAX_TEXT + " characters";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(10).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /// @param dataBytes how many bytes follow the header
    /// @param where     names the file in errors
    static SafetensorsHeader parse(InputStream header, long dataBytes, String where) {
        try (JsonParser json = JSON.createParser(new InputStreamReader(header, StandardCharsets.UTF_8.newDecoder()))) {
            SafetensorsHeader parsed = parse(json, where);
            parsed.requireCovering(dataBytes, where);
            return parsed;
        } catch (JsonProcessingException e) {
            throw wrong(where, "its header is not the JSON object that it should be");
        } catch (CharacterCodingException e) {
            throw wrong(where, "its header is not UTF-8");
        } catch (IOException e) {
            throw wrong(where, "its header cannot be read");
        }
    }

    private static SafetensorsHeader parse(JsonParser json, String where) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, where, "its header is not a JSON object");
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        long text = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            text += name.length();
            require(entries.size() < MAX_TENSORS, where, "it has more than " + MAX_TENSORS + " tensors");
            require(json.nextToken() == JsonToken.START_OBJECT, where, "the entry " + cut(name) + " is not an object");
            if (name.equals("__metadata__")) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    require(json.nextToken() == JsonToken.VALUE_STRING, where, "its metadata holds more than text");
                    metadata.put(key, json.getText());
                    text += 100L + key.length() + json.getText().length();
                    require(text <= MAX_TEXT, where, MUCH_TEXT);
                }
            } else {
                entries.put(name, entry(json, where, cut(name)));
            }
            require(text <= MAX_TEXT, where, MUCH_TEXT);
        }
        require(json.nextToken() == null, where, "something follows its header's JSON object");
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry entry(JsonParser json, String where, String name) throws IOException {
        @Nullable DType type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> type = type(json.getText(), where, name);
                case "shape" -> shape = numbers(json, where, name);
                case "data_offsets" -> offsets = numbers(json, where, name);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null) {
            throw wrong(where, "the tensor " + name + " lacks its dtype, shape or data_offsets");
        }
        require(offsets.size() == 2, where, "the tensor " + name + " must have two data_offsets");
        long begin = offsets.get(0);
        long end = offsets.get(1);
        require(begin <= end, where, "the tensor " + name + " ends before it begins");
        long size = size(shape, where, name);
        require(
                size * type.bytes() == end - begin,
                where,
                "the tensor " + name + " of shape " + shape + " and dtype " + type + " needs " + size * type.bytes()
                        + " bytes, but has " + (end - begin));
        return new Entry(type, shape.stream().map(Long::intValue).toList(), begin, end);
    }

    private static DType type(String text, String where, String name) {
        for (DType type : DType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw unreadable(where, name, cut(text));
    }

    static BadInputException unreadable(String where, String name, String type) {
        return wrong(where, "the tensor " + name + " has dtype " + type + ", but F32, F16 or BF16 is needed");
    }

    private static List<Long> numbers(JsonParser json, String where, String name) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, where, "the tensor " + name + " has a number for a list");
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && json.getLongValue() >= 0;
            require(whole, where, "the tensor " + name + " has a size or offset that is no whole number of bytes");
            require(numbers.size() < MAX_RANK, where, "the tensor " + name + " has more than 16 dimensions");
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private static long size(List<Long> shape, String where, String name) {
        if (shape.contains(0L)) {
            require(shape.stream().allMatch(d -> d <= Integer.MAX_VALUE), where, tooLarge(shape, name));
            return 0;
        }
        long size = 1;
        for (long dimension : shape) {
            // Java's arrays have 2^31 elements, which also keeps the byte count from overflowing.
            require(dimension <= Integer.MAX_VALUE / size, where, tooLarge(shape, name));
            size *= dimension;
        }
        return size;
    }

    private static String tooLarge(List<Long> shape, String name) {
        return "the tensor " + name + " of shape " + shape + " is too large";
    }

    private void requireCovering(long dataBytes, String where) {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> e) -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        long at = 0;
        for (Map.Entry<String, Entry> next : ordered) {
            require(
                    next.getValue().begin() == at,
                    where,
                    "the tensor " + cut(next.getKey()) + " begins at byte "
                            + next.getValue().begin() + " of the data, but the one before ends at " + at);
            at = next.getValue().end();
        }
        require(at == dataBytes, where, "its tensors need " + at + " bytes, but " + dataBytes + " follow the header");
    }

    private static String cut(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "..." : name;
    }

    private static void require(boolean holds, String where, String problem) {
        if (!holds) {
            throw wrong(where, problem);
        }
    }

    static BadInputException wrong(String where, String problem) {
        return new BadInputException(where + " is not a usable safetensors file: " + problem + ".");
    }
}
