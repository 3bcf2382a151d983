package glassformer.data;

import glassformer.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Rows of comma- or tab-separated values, the first of which names the columns.
final class DelimitedRows implements Rows {
    private static final CSVFormat TABS = CSVFormat.DEFAULT
            .builder()
            .setDelimiter('\t')
            .setQuote(null)
            .setEscape(null)
            .get();

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final String name;
    private final List<String> columns;
    private long line; // where the record that was read last begins
    private @Nullable Row next;

    private DelimitedRows(CSVFormat format, Reader reader, String name) throws IOException {
        this.name = name;
        parser = CSVParser.builder().setReader(reader).setFormat(format).get();
        records = parser.iterator();
        CSVRecord header = read();
        if (header == null) {
            throw new BadInputException(
                    name + " is empty; the first line must name the columns and each further line hold a row.");
        }
        columns = header.stream().map(String::strip).toList();
        check(columns);
    }

    static DelimitedRows commas(Reader reader, String name) throws IOException {
        return new DelimitedRows(CSVFormat.DEFAULT, reader, name);
    }

    static DelimitedRows tabs(Reader reader, String name) throws IOException {
        return new DelimitedRows(TABS, reader, name);
    }

    private void check(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String column = names.get(i);
            if (column.isEmpty()) {
                throw new BadInputException(
                        name + ": column " + (i + 1) + " has no name in the first line; give each column a name.");
            }
            if (!seen.add(column)) {
                throw new BadInputException(name + ": two columns are named \"" + column
                        + "\" in the first line; give each column a name of its own.");
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            CSVRecord row = read();
            next = row == null ? null : row(row);
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

    private Row row(CSVRecord row) {
        long number = row.getRecordNumber() - 1;
        if (row.size() != columns.size()) {
            throw new BadInputException(name + ", row " + number + " (line " + line + "): there are " + row.size()
                    + " values, but the first line names " + columns.size() + " columns"
                    + hint(row.size() > columns.size()) + ".");
        }
        return new Row(number, line, row.toList());
    }

    private String hint(boolean tooMany) {
        return tooMany && name.endsWith(".csv")
                ? "; put a value that holds a comma in quotes"
                : "; each row needs a value for each column";
    }

    private @Nullable CSVRecord read() {
        long before = parser.getCurrentLineNumber();
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord row = records.next();
            // The parser stands at the end of the row, which may have begun lines before.
            line = parser.getCurrentLineNumber()
                    - row.stream().mapToLong(DelimitedRows::lineBreaks).sum();
            return row;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw new BadInputException(
                        name + ", line " + (before + 1) + ": a value in quotes is broken; close it with \" before the"
                                + " next comma and write a quote inside it twice, as in \"\".",
                        e);
            }
            throw TableFile.unreadable(name, e);
        }
    }

    private static long lineBreaks(String cell) {
        long breaks = cell.chars().filter(c -> c == '\n').count();
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) == '\r' && !cell.startsWith("\n", i + 1)) {
                breaks++;
            }
        }
        return breaks;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw TableFile.unreadable(name, e);
        }
    }
}
