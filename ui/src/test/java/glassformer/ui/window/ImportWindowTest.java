package glassformer.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import glassformer.BadInputException;
import glassformer.ui.Screenshot;
import glassformer.ui.importing.ImportViewModel.State;
import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import glassformer.worker.WorkerEvents.Importing;
import glassformer.worker.WorkerService.CancelRequest;
import glassformer.worker.WorkerService.ImportOrder;
import glassformer.worker.WorkerService.ImportPlanned;
import glassformer.worker.WorkerService.Imported;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ImportWindowTest {
    @TempDir
    static Path folder;

    private final Answers answers = new Answers();

    @SuppressWarnings("NullAway.Init")
    private TestWindow test;

    @Start
    void start(Stage unused) {
        Platform.setImplicitExit(false);
        test = new TestWindow(folder, answers, Locale.ENGLISH);
    }

    @Stop
    void stop() {
        test.stage().close();
    }

    /// As the system does when files are let go over the window.
    private void drop(FxRobot robot, Path... files) {
        for (var type : List.of(DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
            robot.interact(() -> {
                var root = test.window().root();
                root.fireEvent(new DragEvent(
                        type,
                        board(List.of(files).stream().map(Path::toFile).toList()),
                        50,
                        50,
                        50,
                        50,
                        TransferMode.COPY,
                        null,
                        root,
                        new PickResult(root, 50, 50)));
            });
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Dragboard board(List<File> files) {
        TKClipboard system = (TKClipboard) Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasContent" -> arguments[0] == DataFormat.FILES;
                    case "getContent" -> arguments[0] == DataFormat.FILES ? files : null;
                    case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                    default -> null;
                });
        return DragboardHelper.createDragboard(system);
    }

    private ImportOrder asked() {
        return test.worker().asked(ImportOrder.class);
    }

    private ImportPlanned plan(boolean taken) {
        return new ImportPlanned(
                asked().id(),
                "gguf",
                "tiny",
                folder.resolve("runs/tiny").toString(),
                taken,
                "gpt",
                1_234_567,
                300,
                List.of("lm"),
                5 << 20,
                List.of("The file holds matrices as q8_0: they come back as they were rounded there."));
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("tiny.gguf"), "GGUF");
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private State state() {
        return test.window().importing().stateProperty().get();
    }

    private void planned(FxRobot robot, boolean taken) throws IOException {
        drop(robot, file());
        robot.interact(() -> test.worker().planned(plan(taken)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aDropSaysWhatItWillDoAndDoesItWithOneKey(FxRobot robot) throws IOException {
        drop(robot, file());
        assertThat(text(robot, "#import-title")).isEqualTo("Looking at tiny.gguf…");
        assertThat(asked().source()).endsWith("tiny.gguf");
        assertThat(asked().runs()).endsWith("runs");
        robot.interact(() -> test.worker().planned(plan(false)));
        assertThat(text(robot, "#import-title")).isEqualTo("Import tiny (GGUF)?");
        assertThat(text(robot, "#import-words"))
                .contains("GPT (decoder) with 1.23 M parameters, 300 tokens, heads: next token.")
                .contains("It becomes the run " + folder.resolve("runs/tiny"))
                .contains("rounded");
        pictures(robot, "import-plan");
        WaitForAsyncUtils.waitForFxEvents();
        robot.type(KeyCode.SPACE);
        assertThat(state()).isEqualTo(State.BUSY);
        assertThat(asked().target()).isEqualTo(folder.resolve("runs/tiny").toString());
        assertThat(asked().overwrite()).isFalse();
        robot.interact(() -> test.worker().tell().importing(new Importing(asked().id(), "WRITE", 0.5)));
        assertThat(text(robot, "#import-words")).startsWith("Copying, ").endsWith("left");
        pictures(robot, "import-busy");
        // Another drop does not disturb it.
        drop(robot, file());
        assertThat(state()).isEqualTo(State.BUSY);
        robot.interact(() -> test.worker()
                .imported(new Imported(
                        asked().id(), false, folder.resolve("runs/tiny").toString(), 5 << 20, 1)));
        assertThat(text(robot, "#import-title")).isEqualTo("tiny is here");
        assertThat(robot.lookup("#import-open").queryAs(Button.class).isVisible())
                .isTrue();
        pictures(robot, "import-done");
        robot.clickOn("#import-close");
        assertThat(robot.lookup("#import-card").query().isVisible()).isFalse();
    }

    @Test
    void whatCannotBeImportedIsSaidInlineAndNothingElseChanges(FxRobot robot) throws IOException {
        String lab = test.window().session().lab().name();
        test.worker().refuse(new BadInputException("tiny.gguf is no usable GGUF file: it does not begin with GGUF."));
        drop(robot, file());
        assertThat(state()).isEqualTo(State.PROBLEM);
        assertThat(text(robot, "#import-words"))
                .isEqualTo("tiny.gguf is no usable GGUF file: it does not begin with GGUF.");
        assertThat(robot.lookup("#import-begin").queryAs(Button.class).isVisible())
                .isFalse();
        pictures(robot, "import-problem");
        assertThat(test.window().session().lab().name()).isEqualTo(lab);
        drop(robot, file(), folder);
        assertThat(text(robot, "#import-words")).contains("one file or one folder at a time");
    }

    @Test
    void anotherNameOrConsentIsNeededWhereSomethingIsThere(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("runs/tiny"));
        planned(robot, true);
        robot.clickOn("#import-begin"); // asked, and not agreed
        assertThat(answers.questions()).hasSize(1);
        assertThat(state()).isEqualTo(State.PLANNED);
        robot.clickOn("#import-beside");
        assertThat(asked().target()).isEqualTo(folder.resolve("runs/tiny-2").toString());
        assertThat(asked().overwrite()).isFalse();
    }

    @Test
    void anImportIsCancelled(FxRobot robot) throws IOException {
        planned(robot, false);
        robot.clickOn("#import-begin");
        String id = asked().id();
        robot.clickOn("#import-close");
        assertThat(test.worker().asked(CancelRequest.class).id()).isEqualTo(id);
        robot.interact(() -> test.worker().imported(new Imported(id, true, "", 0, 0)));
        assertThat(state()).isEqualTo(State.IDLE);
    }

    @Test
    void aLabThatIsDroppedIsOpenedAsItIs(FxRobot robot) throws IOException {
        Path lab = folder.resolve("mine.json");
        glassformer.run.LabFile.write(lab, TestWindow.sample().withName("mine"));
        drop(robot, lab);
        assertThat(state()).isEqualTo(State.OURS);
        assertThat(test.worker().asked()).isEmpty();
        robot.clickOn("#import-open");
        assertThat(test.window().session().lab().name()).isEqualTo("mine");
        assertThat(test.window().shell().pageProperty().get()).isEqualTo(PageId.BUILD);
    }

    @Test
    void theHomePageImportsByKeyboard(FxRobot robot) throws IOException {
        answers.file(file());
        var menu = robot.lookup("#home-import").queryAs(MenuButton.class);
        robot.interact(menu::requestFocus);
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(menu.isShowing()).isTrue();
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(state()).isEqualTo(State.LOOKING);
        assertThat(asked().source()).endsWith("tiny.gguf");
    }

    private void pictures(FxRobot robot, String name) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> test.window().style().themeProperty().set(theme));
            robot.interact(() -> Screenshot.save(
                    test.window().root(), name + "-" + theme.name().toLowerCase(Locale.ROOT)));
        }
        robot.interact(() -> test.window().style().themeProperty().set(Theme.LIGHT));
    }
}
