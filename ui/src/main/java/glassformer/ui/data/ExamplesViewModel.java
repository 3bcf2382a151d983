package glassformer.ui.data;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.ui.common.Background;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The examples of the open lab, where its task learns from examples: the table they come from, and what stands out in
/// them. Reading happens in the background; what comes back for an older source is dropped.
public final class ExamplesViewModel {
    private final LabSession session;
    private final FieldTexts texts;
    private final ExampleFinder finder;
    private final Background.Slot tableReading;
    private final Background.Slot reading;
    private final ReadOnlyBooleanWrapper applies = new ReadOnlyBooleanWrapper(this, "applies");
    private final ReadOnlyObjectWrapper<@Nullable TablePreview> table = new ReadOnlyObjectWrapper<>(this, "table");
    private final ReadOnlyObjectWrapper<@Nullable ReadExamples> examples =
            new ReadOnlyObjectWrapper<>(this, "examples");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean guess;

    public ExamplesViewModel(LabSession session, FieldTexts texts, Background background, ExampleFinder finder) {
        this.session = session;
        this.texts = texts;
        this.finder = finder;
        this.tableReading = background.slot();
        this.reading = background.slot();
        session.labProperty().subscribe((before, now) -> follow(before, now));
        session.folderProperty().subscribe((before, now) -> readAll());
        readAll();
    }

    /// Whether the lab's task learns from examples.
    public ReadOnlyBooleanProperty appliesProperty() {
        return applies.getReadOnlyProperty();
    }

    /// The file's columns and first rows; null where the data is no table, or none that can be read.
    public ReadOnlyObjectProperty<@Nullable TablePreview> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /// Null until they are read.
    public ReadOnlyObjectProperty<@Nullable ReadExamples> examplesProperty() {
        return examples.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return reading.busyProperty();
    }

    /// Why they can't be read; empty where they can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The next table is one that the person has just chosen: where it lacks the lab's columns, others are proposed.
    public void guessColumns() {
        guess = true;
    }

    private void follow(Lab before, Lab now) {
        if (!DataKeys.table(before).equals(DataKeys.table(now))) readTable();
        if (!DataKeys.read(before).equals(DataKeys.read(now))
                || !DataKeys.divided(before).equals(DataKeys.divided(now))) readExamples();
    }

    private void readAll() {
        readTable();
        readExamples();
    }

    private void readTable() {
        table.set(null);
        String named = DataKeys.table(session.lab());
        if (named.isEmpty()) {
            tableReading.cancel();
            guess = false;
            return;
        }
        Path folder = session.folder();
        tableReading.run(() -> TablePreview.of(path(folder, named)), this::show, failure -> guess = false);
    }

    private static Path path(Path folder, String named) {
        try {
            return folder.resolve(named);
        } catch (InvalidPathException e) {
            throw new BadInputException("data.source is file:" + named + ", which is no path.", e);
        }
    }

    private void show(TablePreview read) {
        table.set(read);
        if (!guess) return;
        guess = false;
        session.edit(ColumnGuess.of(session.lab(), read));
    }

    private void readExamples() {
        Lab lab = session.lab();
        applies.set(!lab.task().readsCorpus());
        examples.set(null);
        problem.set("");
        if (lab.task().readsCorpus() || lab.values().text(DataKeys.SOURCE).isBlank()) {
            reading.cancel();
            return;
        }
        Path folder = session.folder();
        reading.run(() -> ReadExamples.of(finder.find(lab, folder)), examples::set, this::fail);
    }

    private void fail(Exception failure) {
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        problem.set(failure instanceof BadInputException ? texts.readable(sentence) : sentence);
    }
}
