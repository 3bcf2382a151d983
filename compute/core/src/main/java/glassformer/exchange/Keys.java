package glassformer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import org.jspecify.annotations.Nullable;

/// Reads the keys of a foreign configuration. A key that is null counts as missing, as in Python.
record Keys(ObjectNode json) {
    boolean has(String key) {
        return find(key) != null;
    }

    int whole(String key, int min, int max) {
        JsonNode node = find(key);
        if (node != null
                && node.isIntegralNumber()
                && node.canConvertToInt()
                && node.intValue() >= min
                && node.intValue() <= max) {
            return node.intValue();
        }
        throw wrong(key, node, "a whole number from " + min + " to " + max);
    }

    int whole(String key, int min, int max, int otherwise) {
        return has(key) ? whole(key, min, max) : otherwise;
    }

    double real(String key, double min, double max, double otherwise) {
        JsonNode node = find(key);
        if (node == null) {
            return otherwise;
        }
        if (node.isNumber() && node.doubleValue() >= min && node.doubleValue() <= max) {
            return node.doubleValue();
        }
        throw wrong(key, node, "a number from " + min + " to " + max);
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode node = find(key);
        if (node == null) {
            return otherwise;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        throw wrong(key, node, "true or false");
    }

    String text(String key, String otherwise) {
        JsonNode node = find(key);
        if (node == null) {
            return otherwise;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        throw wrong(key, node, "text");
    }

    /// Fails where the key has another value than the only one that can be built.
    void requireReal(String key, double only) {
        requireReal(key, only, only);
    }

    /// @param otherwise what it means where the key is left out
    void requireReal(String key, double only, double otherwise) {
        double value = real(key, -Double.MAX_VALUE, Double.MAX_VALUE, otherwise);
        if (Math.abs(value - only) > 1e-9 * Math.abs(only)) {
            throw wrong(key, find(key), "" + only);
        }
    }

    void requireWhole(String key, int only) {
        requireWhole(key, only, only);
    }

    void requireWhole(String key, int only, int otherwise) {
        if (whole(key, Integer.MIN_VALUE, Integer.MAX_VALUE, otherwise) != only) {
            throw wrong(key, find(key), "" + only);
        }
    }

    void requireText(String key, String only) {
        if (!text(key, only).equals(only)) {
            throw wrong(key, find(key), only);
        }
    }

    void requireFlag(String key, boolean only) {
        if (flag(key, only) != only) {
            throw wrong(key, find(key), "" + only);
        }
    }

    @Nullable
    JsonNode find(String key) {
        JsonNode node = json.get(key);
        return node == null || node.isNull() ? null : node;
    }

    static BadInputException wrong(String key, @Nullable JsonNode node, String allowed) {
        String value = node == null ? "missing" : cut(node.toString());
        return new BadInputException(key + " is " + value + ", but must be " + allowed + ".");
    }

    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
