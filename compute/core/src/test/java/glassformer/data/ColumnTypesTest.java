package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTypesTest {
    @Test
    void aFewValuesThatComeAgainAreACategory() {
        assertThat(types("text|label", "so good|pos", "so bad|neg", "rather good|pos", "not good|neg"))
                .containsExactly(ColumnType.TEXT, ColumnType.CATEGORY);
    }

    @Test
    void wholeNumbersThatComeAgainAreACategory() {
        assertThat(types("text|label", "a b|0", "c d|1", "e f|0", "g h|1"))
                .containsExactly(ColumnType.TEXT, ColumnType.CATEGORY);
    }

    @Test
    void numbersThatDifferAreNumbers() {
        assertThat(types("a|b|c", "1|0.5|1", "2|-3e2|x", "3|.25|3", "4|7.|4"))
                .containsExactly(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.TEXT);
    }

    @Test
    void entityTagsBesideAsManyWordsAreTags() {
        assertThat(types("words|tags", "Ann ran home|B-PER O O", "Go to Rome|O O B-LOC"))
                .containsExactly(ColumnType.TEXT, ColumnType.TAGS);
    }

    @Test
    void fewWordsThatComeAgainBesideAsManyOthersAreTags() {
        String[] rows = new String[9];
        rows[0] = "words|tags";
        for (int i = 1; i < rows.length; i++) {
            rows[i] = "the dog" + i + " sees cat" + i + "|DET NOUN VERB NOUN";
        }

        assertThat(types(rows)).containsExactly(ColumnType.TEXT, ColumnType.TAGS);
    }

    @Test
    void tagsThatFitNoWordsAreNotTags() {
        assertThat(types("words|tags", "Ann ran|B-PER O O", "Go to Rome|O O B-LOC"))
                .containsExactly(ColumnType.TEXT, ColumnType.TEXT);
    }

    @Test
    void aColumnByItselfIsNeverTags() {
        assertThat(ColumnTypes.of(List.of("not good", "very good", "not good", "very good")))
                .isEqualTo(ColumnType.CATEGORY);
        assertThat(ColumnTypes.of(List.of("B-PER O", "O O", "B-PER O", "O O"))).isEqualTo(ColumnType.CATEGORY);
        assertThat(ColumnTypes.of(List.of("1.5", "2", "-3"))).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void emptyCellsSayNothing() {
        assertThat(types("a|b", "1.5|", "|", "2.25|")).containsExactly(ColumnType.NUMBER, ColumnType.TEXT);
    }

    @Test
    void samplesAreTheFirstDifferentValues() {
        Column column =
                ColumnTypes.of(MemoryTable.of("label", "b", "a", "b", "a")).getFirst();

        assertThat(column).isEqualTo(new Column("label", ColumnType.CATEGORY, 2, List.of("b", "a")));
    }

    private static List<ColumnType> types(String... lines) {
        return ColumnTypes.of(MemoryTable.of(lines)).stream().map(Column::type).toList();
    }
}
