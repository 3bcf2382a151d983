package glassformer.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Rows of JSON Lines: an object in each line. The keys of the first object are the columns.
final class JsonRows implements Rows {
    private final BufferedReader reader;
    private final String name;
    private final List<String> columns;
    private long line;
    private long number;
    private @Nullable Row next;

    JsonRows(Reader reader, String name) {
        this.reader = new BufferedReader(reader);
        this.name = name;
        ObjectNode first = read();
        if (first == null) {
            throw new BadInputException(name
                    + " is empty; each line must hold a JSON object such as {\"text\": \"...\", \"label\": \"...\"}.");
        }
        columns = List.copyOf(first.propertyStream().map(Map.Entry::getKey).toList());
        next = row(first);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            ObjectNode object = read();
            next = object == null ? null : row(object);
        }
        return next != null;
    }

    @Override
    public Row next() {
        Row row = hasNext() ? next : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }

    private @Nullable ObjectNode read() {
        try {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (!text.isBlank()) {
                    number++;
                    return Json.readObject(text, name + ", line " + line);
                }
            }
            return null;
        } catch (IOException e) {
            throw TableFile.unreadable(name, e);
        }
    }

    private Row row(ObjectNode object) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            JsonNode value = object.get(column);
            if (value == null || object.size() != columns.size()) {
                throw new BadInputException(where() + ": the object has " + object.size()
                        + " keys, but the first one has " + columns.size()
                        + "; each object needs the keys " + String.join(", ", columns) + ", and no others.");
            }
            cells.add(cell(value, column));
        }
        return new Row(number, line, cells);
    }

    private String cell(JsonNode value, String column) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            for (JsonNode element : value) {
                String word = element.isValueNode() ? element.asText() : "";
                if (word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)) {
                    throw new BadInputException(where() + ", \"" + column + "\": the list holds " + element
                            + ", but must hold words or tags without spaces.");
                }
                words.add(word);
            }
            return String.join(" ", words);
        }
        if (value.isObject()) {
            throw new BadInputException(
                    where() + ", \"" + column
                            + "\": there is an object, but a value must be a text, a number, true or false, or a list of words.");
        }
        return value.isNull() ? "" : value.asText();
    }

    private String where() {
        return name + ", row " + number + " (line " + line + ")";
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw TableFile.unreadable(name, e);
        }
    }
}
