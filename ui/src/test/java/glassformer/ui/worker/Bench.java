package glassformer.ui.worker;

import glassformer.engine.BigramEngine;
import glassformer.run.Lab;
import glassformer.run.RunListener;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import glassformer.ui.Shown;
import glassformer.ui.common.Background;
import glassformer.ui.lab.Autosave;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.RecentLabs;
import glassformer.ui.settings.SettingsFolder;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.ShellViewModel;
import glassformer.ui.theme.Palette;
import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// A lab, a fake worker and everything else a page needs, all on the calling thread.
public final class Bench {
    private final Path folder;
    private final Answering dialogs;
    private final FakeWorker worker = new FakeWorker();
    private final WorkerLink link = worker.link(Runnable::run);
    private final LabSession session;
    private final Background background = new Background(Runnable::run, Runnable::run);
    private final ShellViewModel shell = new ShellViewModel();

    /// @param folder an empty one
    public Bench(Path folder) {
        this.folder = folder;
        this.dialogs = new Answering(folder);
        var settings = new SettingsFolder(folder.resolve("settings"));
        this.session = new LabSession(tiny(), folder, new Autosave(settings, task -> {}), new RecentLabs(settings));
    }

    public FakeWorker worker() {
        return worker;
    }

    public WorkerLink link() {
        return link;
    }

    public LabSession session() {
        return session;
    }

    public Background background() {
        return background;
    }

    public ShellViewModel shell() {
        return shell;
    }

    public Path runs() {
        return folder.resolve("runs");
    }

    public Workbench workbench() {
        return workbench(new SimpleObjectProperty<>(Palette.of(Theme.LIGHT)));
    }

    public Workbench workbench(ObservableValue<Palette> palette) {
        return new Workbench(session, link, background, shell, dialogs, Shown.ENGLISH, palette);
    }

    /// A lab that trains in milliseconds.
    public Lab tiny() {
        try {
            return TinyLab.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A run of that lab on disk: 20 steps, evaluated each 5, checkpoints each 10.
    public Path trained() {
        Path run = runs().resolve("trained");
        TrainingRun.start(tiny(), folder, run, BigramEngine.engines(), RunListener.SILENT, new TrainingControl());
        return run;
    }

    /// Such a run that looked into its model at each fifth step.
    public Path watched() {
        Path run = runs().resolve("watched");
        Lab lab = tiny().with("training.watchEvery", 5);
        TrainingRun.start(lab, folder, run, BigramEngine.engines(), RunListener.SILENT, new TrainingControl());
        return run;
    }

    /// What the person chose to save and was told.
    public Answering dialogs() {
        return dialogs;
    }

    /// Dialogs of a person who saves under the suggested name, or what [#answer] says, into a folder, and declines all
    /// else.
    public static final class Answering implements Dialogs {
        private final Path folder;
        private final List<String> kinds = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private @Nullable String name;
        private @Nullable Path chosen;

        public Answering(Path folder) {
            this.folder = folder;
        }

        public void answer(String file) {
            name = file;
        }

        /// Which folder the person chooses from now on.
        public void choose(Path chosenFolder) {
            chosen = chosenFolder;
        }

        /// The patterns that were offered last.
        public List<String> kinds() {
            return kinds;
        }

        public List<String> errors() {
            return errors;
        }

        @Override
        public boolean confirm(Question question) {
            return false;
        }

        @Override
        public Unsaved unsavedChanges(String labName) {
            return Unsaved.CANCEL;
        }

        @Override
        public Optional<Path> openFile(String title, List<FileKind> kinds) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> saveFile(String title, String suggestedName, List<FileKind> offered) {
            kinds.clear();
            offered.forEach(kind -> kinds.addAll(kind.patterns()));
            return Optional.of(folder.resolve(name == null ? suggestedName : name));
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.ofNullable(chosen);
        }

        @Override
        public void error(String title, String text, @Nullable String details) {
            errors.add(text);
        }
    }
}
