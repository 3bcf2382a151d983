package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnGuessTest {
    @TempDir
    Path folder;

    @Test
    void classesAreRatherWordsThanNumbers() throws IOException {
        Lab guessed = guess("classification", Files.readString(Tables.reviews(folder)));
        assertThat(column(guessed, "textColumn")).isEqualTo("review");
        assertThat(column(guessed, "labelColumn")).isEqualTo("mood");
    }

    @Test
    void columnsThatTheTableHasStay() throws IOException {
        Lab guessed = guess("classification", "note,text,label\n" + "one,two words,3\n".repeat(3));
        assertThat(column(guessed, "textColumn")).isEqualTo("text");
        assertThat(column(guessed, "labelColumn")).isEqualTo("label");
    }

    @Test
    void aNumberIsTheAnswerOfARegression() throws IOException {
        StringBuilder table = new StringBuilder("day,heat\n");
        for (int i = 0; i < 30; i++)
            table.append("day number ").append(i).append(',').append(i).append(".5\n");
        Lab guessed = guess("regression", table.toString());
        assertThat(column(guessed, "textColumn")).isEqualTo("day");
        assertThat(column(guessed, "labelColumn")).isEqualTo("heat");
    }

    @Test
    void aTranslationGoesFromTheFirstColumnToTheLast() throws IOException {
        Lab guessed = guess("translation", "english,french\none house,une maison\ntwo houses,deux maisons\n");
        assertThat(column(guessed, "textColumn")).isEqualTo("english");
        assertThat(column(guessed, "labelColumn")).isEqualTo("french");
    }

    private Lab guess(String task, String table) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        return ColumnGuess.of(Lab.initial("a").with("task", task), TablePreview.of(file));
    }

    private static String column(Lab lab, String key) {
        return lab.values().text("data." + key);
    }
}
