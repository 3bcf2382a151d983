package glassformer.data;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A table in a file: `.csv` (RFC 4180: commas, values in quotes where needed), `.tsv` (IANA text/tab-separated-values:
/// tabs, a quote is a character like another), each with a header, or `.jsonl` (a JSON object in each line, all with
/// the same keys). UTF-8, strictly.
public record TableFile(Path file) implements Table {
    /// Throws [BadInputException] when the file is missing or its name has another ending.
    public TableFile {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + "; give the path of a .csv, .tsv or .jsonl file.");
        }
        ending(file);
    }

    @Override
    public String name() {
        return fileName(file);
    }

    @Override
    public Rows open() {
        try {
            Reader reader = new StrictUtf8Reader(Files.newInputStream(file), name());
            return switch (ending(file)) {
                case "csv" -> DelimitedRows.commas(reader, name());
                case "tsv" -> DelimitedRows.tabs(reader, name());
                default -> new JsonRows(reader, name());
            };
        } catch (IOException e) {
            throw unreadable(name(), e);
        }
    }

    static BadInputException unreadable(String name, Exception e) {
        return new BadInputException("Cannot read " + name + ": " + e.getMessage() + ".", e);
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String ending(Path file) {
        String name = fileName(file).toLowerCase(Locale.ROOT);
        for (String ending : new String[] {"csv", "tsv", "jsonl"}) {
            if (name.endsWith("." + ending)) {
                return ending;
            }
        }
        throw new BadInputException(
                fileName(file) + " is no table that can be read; give a .csv, .tsv or .jsonl file in UTF-8.");
    }
}
