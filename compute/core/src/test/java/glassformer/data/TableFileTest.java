package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    @TempDir
    private Path folder;

    @Test
    void quotedCommasQuotesAndLineBreaksAreOneValue() {
        List<Row> rows = rows("a.csv", "text,label\r\n\"one, \"\"two\"\"\nthree\",x\r\nfour,y");

        assertThat(rows)
                .containsExactly(
                        new Row(1, 2, List.of("one, \"two\"\nthree", "x")), new Row(2, 4, List.of("four", "y")));
    }

    @Test
    void tabSeparatedValuesKeepTheirQuotes() {
        assertThat(rows("a.tsv", "text\tlabel\nhe said \"no, never\tx\n"))
                .containsExactly(new Row(1, 2, List.of("he said \"no, never", "x")));
    }

    @Test
    void jsonLinesHaveTextsNumbersAndListsOfWords() {
        List<Row> rows =
                rows("a.jsonl", "{\"words\": [\"Ann\", \"ran\"], \"n\": 1.5}\n\n{\"n\": 2, \"words\": [\"Go\"]}\n");

        assertThat(rows).containsExactly(new Row(1, 1, List.of("Ann ran", "1.5")), new Row(2, 3, List.of("Go", "2")));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        try (Rows rows = new TableFile(file("a.csv", "\uFEFFtext,label\na,b\n")).open()) {
            assertThat(rows.columns()).containsExactly("text", "label");
        }
    }

    @Test
    void rowsAreReadAsTheyAreAskedFor() {
        String many = "text,label\n" + "a,b\n".repeat(20_000) + "a,b,c\n";

        try (Rows rows = new TableFile(file("a.csv", many)).open()) {
            assertThat(rows.next().number()).isEqualTo(1);
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
                    .hasMessageContaining("row 20001 (line 20002): there are 3 values");
        }
    }

    @Test
    void aRowWithTooManyValuesIsNamedWithBothCounts() {
        assertThatThrownBy(() -> rows("a.csv", "text,label\nfine,x\nwell, no,y\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.csv, row 2 (line 3): there are 3 values, but the first line names 2 columns;"
                        + " put a value that holds a comma in quotes.");
    }

    @Test
    void aRowWithTooFewValuesIsNamedWithBothCounts() {
        assertThatThrownBy(() -> rows("a.tsv", "text\tlabel\nfine\n"))
                .hasMessage("a.tsv, row 1 (line 2): there are 1 values, but the first line names 2 columns;"
                        + " each row needs a value for each column.");
    }

    @Test
    void anObjectWithOtherKeysIsNamedWithBothCounts() {
        assertThatThrownBy(() -> rows("a.jsonl", "{\"text\": \"a\", \"label\": \"b\"}\n{\"text\": \"a\"}\n"))
                .hasMessage("a.jsonl, row 2 (line 2): the object has 1 keys, but the first one has 2;"
                        + " each object needs the keys text, label, and no others.");
    }

    @Test
    void brokenJsonIsNamedByItsLine() {
        assertThatThrownBy(() -> rows("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("a.jsonl, line 2 is not valid JSON");
    }

    @Test
    void aByteThatIsNotUtf8IsNamedByFileAndLine() {
        byte[] bytes = ("text,label\n" + "fine,x\n".repeat(5_000) + "caf?,y\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xE9; // "café" as ISO 8859-1 has it

        assertThatThrownBy(() -> rows("a.csv", bytes))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.csv, line 5002: the byte 0xE9 belongs to no UTF-8 character; save the file as UTF-8.");
    }

    @Test
    void utf16IsRecognisedByItsZeroBytes() {
        assertThatThrownBy(() -> rows("a.csv", "text,label\na,b\n".getBytes(StandardCharsets.UTF_16BE)))
                .hasMessage("a.csv, line 1: there is a zero byte, as in binary or UTF-16 files;"
                        + " save the file as UTF-8 text.");
    }

    @Test
    void aCharacterCutOffAtTheEndIsAnError() {
        assertThatThrownBy(() -> rows("a.tsv", new byte[] {'a', '\n', (byte) 0xC3}))
                .hasMessageContaining("line 2");
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedByItsLine() {
        assertThatThrownBy(() -> rows("a.csv", "text,label\nfine,x\n\"open,y\nmore,z\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("a.csv, line 3: a value in quotes is broken");
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThatThrownBy(() -> rows("a.csv", ""))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.csv is empty; the first line must name the columns and each further line hold a row.");
        assertThatThrownBy(() -> rows("a.jsonl", "\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("a.jsonl is empty;");
    }

    @Test
    void twoColumnsOfOneNameAreAnError() {
        assertThatThrownBy(() -> rows("a.csv", "text,text\na,b\n"))
                .hasMessage("a.csv: two columns are named \"text\" in the first line;"
                        + " give each column a name of its own.");
    }

    @Test
    void anotherEndingIsAnError() {
        assertThatThrownBy(() -> new TableFile(file("a.xlsx", "PK")))
                .hasMessage("a.xlsx is no table that can be read; give a .csv, .tsv or .jsonl file in UTF-8.");
    }

    private List<Row> rows(String name, String text) {
        return rows(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Row> rows(String name, byte[] bytes) {
        List<Row> all = new ArrayList<>();
        try (Rows rows = new TableFile(file(name, bytes)).open()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
