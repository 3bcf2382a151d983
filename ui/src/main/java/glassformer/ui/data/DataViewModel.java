package glassformer.ui.data;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.task.ExampleTasks;
import glassformer.text.Split;
import glassformer.ui.common.Background;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.field.LabField;
import glassformer.ui.field.LabSettings;
import glassformer.ui.lab.LabSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The text of the open lab: a sample of it, how much there is, and what is wrong with it where it can't be read.
///
/// Reading happens in the background. What comes back for a source that is no longer the lab's is dropped.
public final class DataViewModel {
    private final LabSession session;
    private final FieldTexts texts;
    private final Background background;
    private final CorpusFinder corpora;
    private final List<String> samples;
    private final LabField source;
    private final Background.Slot preview;
    private final Background.Slot counting;
    private final ReadOnlyObjectWrapper<@Nullable TextSample> sample = new ReadOnlyObjectWrapper<>(this, "sample");
    private final ReadOnlyObjectWrapper<@Nullable TextCounts> counts = new ReadOnlyObjectWrapper<>(this, "counts");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable SampleReader reader;

    /// @param samples the names that stand after `sample:`
    public DataViewModel(
            LabSession session, FieldTexts texts, Background background, CorpusFinder corpora, List<String> samples) {
        this.session = session;
        this.texts = texts;
        this.background = background;
        this.corpora = corpora;
        this.samples = List.copyOf(samples);
        this.source = field("data.source");
        this.preview = background.slot();
        this.counting = background.slot();
        session.labProperty().subscribe((before, now) -> follow(before, now));
        session.folderProperty().subscribe((before, now) -> read());
        read();
    }

    public LabField field(String key) {
        return new LabField(session, LabSettings.setting(session.lab(), key), texts);
    }

    /// What can be chosen: the samples, and the lab's own source where it is none of them.
    public List<String> sources() {
        List<String> names = session.lab().task().readsCorpus() ? samples : ExampleTasks.samples();
        List<String> all =
                new ArrayList<>(names.stream().map(name -> "sample:" + name).toList());
        String current = source();
        if (!current.isBlank() && !all.contains(current)) all.add(current);
        return all;
    }

    public String source() {
        return session.lab().values().text("data.source");
    }

    /// The lab's source as a field; its error says why a choice was refused.
    public LabField sourceField() {
        return source;
    }

    /// Takes a text file as the source; one that lies beside the lab is named relative to it.
    public void choose(Path file) {
        Path folder = session.folder().toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        source.set("file:" + (absolute.startsWith(folder) ? folder.relativize(absolute) : absolute));
    }

    /// The documents on show, null while none were read.
    public ReadOnlyObjectProperty<@Nullable TextSample> sampleProperty() {
        return sample.getReadOnlyProperty();
    }

    /// Null while the text is being counted, or can't be read.
    public ReadOnlyObjectProperty<@Nullable TextCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Why the text can't be read; empty where it can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return preview.busyProperty();
    }

    public ReadOnlyBooleanProperty countingProperty() {
        return counting.busyProperty();
    }

    /// Shows the documents after those on show; after the last ones, the first again.
    public void next() {
        SampleReader open = reader;
        if (open == null || preview.busyProperty().get()) return;
        preview.run(open::next, sample::set, this::fail);
    }

    private void follow(Lab before, Lab now) {
        if (!DataKeys.read(before).equals(DataKeys.read(now))) read();
        else if (!DataKeys.divided(before).equals(DataKeys.divided(now))) count();
    }

    private void read() {
        closeReader();
        sample.set(null);
        problem.set("");
        String from = source();
        if (from.isBlank()) {
            preview.cancel();
            counting.cancel();
            counts.set(null);
            return;
        }
        Lab lab = session.lab();
        Path folder = session.folder();
        var open = new SampleReader(() -> corpora.find(lab, folder));
        reader = open;
        preview.run(open::next, sample::set, this::fail);
        count();
    }

    private void count() {
        counts.set(null);
        if (!session.lab().task().readsCorpus()) { // examples are counted where they are divided
            counting.cancel();
            return;
        }
        Path folder = session.folder();
        Lab lab = session.lab();
        var split = new Split(
                lab.values().real("data.validationFraction"), lab.values().longWhole("training.seed"));
        counting.run(() -> TextCounts.of(corpora.find(lab, folder), split), counts::set, this::fail);
    }

    private void fail(Exception failure) {
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        problem.set(failure instanceof BadInputException ? texts.readable(sentence) : sentence);
    }

    private void closeReader() {
        SampleReader old = reader;
        reader = null;
        preview.cancel();
        if (old != null) {
            background.run(
                    () -> {
                        old.close();
                        return "";
                    },
                    done -> {},
                    failure -> {});
        }
    }
}
