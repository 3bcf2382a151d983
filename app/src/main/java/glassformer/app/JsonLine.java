package glassformer.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object on one line, its keys in order. JSON has no NaN: such a number becomes null.
final class JsonLine {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    JsonLine with(String key, @Nullable Object value) {
        boolean nothing = value instanceof Double number && !Double.isFinite(number);
        entries.put(key, nothing ? null : value);
        return this;
    }

    /// To be put into another.
    Map<String, @Nullable Object> fields() {
        return entries;
    }

    @Override
    public String toString() {
        try {
            return MAPPER.writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
