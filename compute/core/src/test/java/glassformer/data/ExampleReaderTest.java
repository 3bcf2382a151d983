package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.data.ColumnMapping.Classification;
import glassformer.data.ColumnMapping.Labels;
import glassformer.data.ColumnMapping.PlainText;
import glassformer.data.ColumnMapping.Regression;
import glassformer.data.ColumnMapping.TokenClassification;
import glassformer.data.ColumnMapping.Translation;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ExampleReaderTest {
    @Test
    void eachMappingMakesItsKindOfExample() {
        MemoryTable table = MemoryTable.of("a|b|c", "Ann ran|B-PER O|3.5");

        assertThat(read(table, new PlainText("a", null)))
                .containsExactly(new Example.Unlabelled(new Input.Single("Ann ran")));
        assertThat(read(table, new Classification("a", "b", "c")))
                .containsExactly(new Example.Classified(new Input.Pair("Ann ran", "B-PER O"), "3.5"));
        assertThat(read(table, new Regression("a", null, "c")))
                .containsExactly(new Example.Scored(new Input.Single("Ann ran"), 3.5));
        assertThat(read(table, new TokenClassification("a", "b")))
                .containsExactly(new Example.Tagged(List.of("Ann", "ran"), List.of("B-PER", "O")));
        assertThat(read(table, new Labels("a", null, List.of("c", "b"))))
                .containsExactly(new Example.Labelled(new Input.Single("Ann ran"), Map.of("b", "B-PER O", "c", "3.5")));
        assertThat(read(table, new Translation("a", "c"))).containsExactly(new Example.Translated("Ann ran", "3.5"));
    }

    @Test
    void previewStopsBeforeALaterError() {
        MemoryTable table = MemoryTable.of("text|y", "a|1", "b|2", "c|many");

        assertThat(new ExampleReader(table, new Regression("text", null, "y")).preview(2))
                .hasSize(2);
    }

    @Test
    void aMissingColumnIsNamedWithThoseThereAre() {
        fails(MemoryTable.of("text|class", "a|b"), new Classification("text", null, "label"))
                .hasMessage("memory.csv has no column \"label\"; its columns are: text, class.");
    }

    @Test
    void semicolonsInsteadOfCommasAreRecognised() {
        fails(MemoryTable.of("text;label", "a;b"), new Classification("text", null, "label"))
                .hasMessageEndingWith("Its values seem to be divided by semicolons; save it with commas.");
    }

    @Test
    void aHeaderAloneIsAnError() {
        fails(MemoryTable.of("text|label"), new Classification("text", null, "label"))
                .hasMessage("memory.csv has a header, but no rows; add a row below it for each example.");
    }

    @Test
    void oneClassOnlyIsAnError() {
        fails(MemoryTable.of("text|label", "a|good", "b|good"), new Classification("text", null, "label"))
                .hasMessage("memory.csv, column \"label\": there is only the class \"good\" in all 2 rows;"
                        + " a classifier needs rows of at least two classes.");
    }

    @Test
    void aWordWhereANumberBelongsIsAnError() {
        fails(MemoryTable.of("text|y", "a|1", "b|3,5"), new Regression("text", null, "y"))
                .hasMessage("memory.csv, row 2 (line 3), column \"y\": \"3,5\" is no number;"
                        + " write digits with a point, as in 3.5.");
    }

    @Test
    void notANumberIsNoNumber() {
        fails(MemoryTable.of("text|y", "a|NaN"), new Regression("text", null, "y"))
                .hasMessageContaining("\"NaN\"");
        fails(MemoryTable.of("text|y", "a|1e999"), new Regression("text", null, "y"))
                .hasMessageContaining("1e999");
    }

    @Test
    void anEmptyCellIsAnError() {
        fails(MemoryTable.of("text|label", "a|x", " |y"), new Classification("text", null, "label"))
                .hasMessage("memory.csv, row 2 (line 3), column \"text\" is empty; fill it or remove the row.");
    }

    @Test
    void moreTagsThanWordsAreAnError() {
        fails(MemoryTable.of("words|tags", "Ann ran|B-PER O O"), new TokenClassification("words", "tags"))
                .hasMessage("memory.csv, row 1 (line 2), column \"tags\": there are 3 tags for 2 words in \"words\";"
                        + " each word needs one tag.");
    }

    private static List<Example> read(Table table, ColumnMapping mapping) {
        return new ExampleReader(table, mapping).read().examples();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> fails(Table table, ColumnMapping mapping) {
        return assertThatThrownBy(() -> new ExampleReader(table, mapping).readForTraining())
                .isInstanceOf(BadInputException.class);
    }
}
