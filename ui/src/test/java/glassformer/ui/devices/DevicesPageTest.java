package glassformer.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Named;
import glassformer.engine.Ability;
import glassformer.engine.KernelSource;
import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import glassformer.worker.WorkerService.KernelRequest;
import glassformer.worker.WorkerService.PlaceRequest;
import glassformer.worker.WorkerService.ScoreRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DevicesPageTest {
    private static final List<String> ALL = Named.ids(Ability.class);
    private final List<List<String>> races = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("devices-page"));
        bench.worker()
                .hasDevices(new Devices(
                        List.of(
                                new DeviceInfo("cpu", "djl", "CPU, 8 threads", 16L << 30),
                                new DeviceInfo("cuda:0", "djl", "NVIDIA T4", 16L << 30, 4L << 30, ALL),
                                new DeviceInfo("opencl:0", "tornado", "Intel Iris Xe", 8L << 30, null, List.of()),
                                new DeviceInfo("ssh:lab-3", "ssh", "", 0)),
                        List.of("The engine foo is not installed: install it from its site.")));
        var style = Shown.light();
        var page = (Parent) DevicesPage.create(bench.workbench(style.paletteProperty()), races::add);
        Shown.in(stage, style, page, 1100, 900);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static boolean shown(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().map(Node::isVisible).orElse(false);
    }

    private void lab(FxRobot robot, String key, String value) {
        robot.interact(() -> bench.session()
                .edit(key, bench.session().lab().withText(key, value).values().get(key)));
    }

    @Test
    void devicesAreListedWithTheirMemoryAndWhatEnginesAreMissing(FxRobot robot) {
        assertThat(shown(robot, "#device-cpu")).isTrue();
        assertThat(shown(robot, "#device-cuda-0")).isTrue();
        assertThat(text(robot, "#devices-problems")).contains("The engine foo is not installed");
        assertThat(robot.lookup("#device-cuda-0 .label").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("Memory 4 GiB of 16 GiB taken");
        assertThat(text(robot, "#device-lacks-cuda-0")).isEqualTo("Can do everything that a lab can ask for.");
        assertThat(text(robot, "#device-lacks-opencl-0")).contains("bfloat16").contains("encoder-decoders");
    }

    @Test
    void aDeviceIsMeasuredByAClick(FxRobot robot) {
        assertThat(text(robot, "#device-step-cpu")).isEqualTo("–");
        robot.clickOn("#device-measure-cpu");
        assertThat(bench.worker().asked(ScoreRequest.class).device()).isEqualTo("cpu");
        assertThat(text(robot, "#device-gigaflops-cpu")).isEqualTo("195");
        assertThat(text(robot, "#device-gigabytes-cpu")).isEqualTo("12.5");
        assertThat(text(robot, "#device-step-cpu")).startsWith("31.");
        assertThat(text(robot, "#device-step-opencl-0")).isEqualTo("–");
        robot.clickOn("#devices-measure-all");
        assertThat(text(robot, "#device-step-opencl-0")).startsWith("31.");
    }

    @Test
    void aMeasurementThatFailsIsSaidWhereItFailed(FxRobot robot) {
        bench.worker().refuse(new WorkerException("The driver has gone away."));
        robot.clickOn("#device-measure-cpu");
        assertThat(robot.lookup("#device-cpu #device-problem")
                        .queryAs(Labeled.class)
                        .getText())
                .isEqualTo("The driver has gone away.");
        assertThat(robot.lookup("#devices-measure-all").queryButton().isDisabled())
                .isFalse();
    }

    @Test
    void theLabsDeviceIsMarkedAndChangedByAClick(FxRobot robot) {
        lab(robot, "model.dropout", "0");
        robot.clickOn("#device-use-cuda-0");
        assertThat(bench.session().lab().training().device()).isEqualTo("cuda:0");
        assertThat(shown(robot, "#device-use-cuda-0")).isFalse();
        assertThat(shown(robot, "#device-use-cpu")).isTrue();
    }

    @Test
    void aDeviceThatCannotTrainTheLabSaysWhyAndIsNotChosen(FxRobot robot) {
        lab(robot, "training.optimizer.kind", "lion");
        Button use = robot.lookup("#device-use-opencl-0").queryButton();
        assertThat(use.isDisabled()).isTrue();
        assertThat(text(robot, "#device-misfit-opencl-0"))
                .contains("training.optimizer.kind is lion, but Intel Iris Xe (opencl:0) trains with adamw only.");
        lab(robot, "training.optimizer.kind", "adamw");
        lab(robot, "model.dropout", "0");
        assertThat(use.isDisabled()).isFalse();
        assertThat(shown(robot, "#device-misfit-opencl-0")).isFalse();
    }

    @Test
    void anotherMachineIsAskedAndItsDevicesStandBesideThose(FxRobot robot) {
        ComboBox<String> host = robot.lookup("#devices-host").queryComboBox();
        assertThat(host.getItems()).containsExactly("ssh:lab-3");
        robot.interact(() -> host.getEditor().setText("lab-3"));
        robot.interact(() -> robot.lookup("#devices-ask").queryButton().fire());
        assertThat(bench.worker().asked(PlaceRequest.class).place()).isEqualTo("ssh:lab-3");
        assertThat(shown(robot, "#device-ssh-lab-3-cuda-1")).isTrue();
        robot.interact(() -> robot.lookup("#devices-again").queryButton().fire());
        assertThat(shown(robot, "#device-ssh-lab-3-cuda-1")).isTrue();
    }

    @Test
    void aMachineThatDoesNotAnswerIsOneSentence(FxRobot robot) {
        robot.interact(() -> robot.lookup("#devices-ask").queryButton().fire());
        assertThat(text(robot, "#devices-ask-problem")).contains("Type a machine first");
        bench.worker().refuse(new WorkerException("lab-9 cannot be reached by ssh."));
        ComboBox<String> host = robot.lookup("#devices-host").queryComboBox();
        robot.interact(() -> host.getEditor().setText("ssh:lab-9"));
        robot.interact(() -> robot.lookup("#devices-ask").queryButton().fire());
        assertThat(text(robot, "#devices-ask-problem")).isEqualTo("lab-9 cannot be reached by ssh.");
    }

    @Test
    void onlyADeviceThatHasKernelsOffersThem(FxRobot robot) {
        assertThat(robot.lookup(".device-card .button").queryAllAs(Button.class))
                .extracting(Node::getId)
                .doesNotContain("device-kernels-cpu")
                .contains("device-measure-cpu");
        assertThat(shown(robot, "#devices-no-kernels")).isTrue();
        withKernels(robot);
        assertThat(shown(robot, "#device-kernels-opencl-0")).isTrue();
        assertThat(shown(robot, "#devices-no-kernels")).isFalse();
    }

    private void withKernels(FxRobot robot) {
        bench.worker()
                .hasDevices(new Devices(
                        List.of(
                                new DeviceInfo("cpu", "djl", "CPU, 8 threads", 16L << 30),
                                new DeviceInfo(
                                        "opencl:0",
                                        "tornado",
                                        "Intel Iris Xe",
                                        8L << 30,
                                        null,
                                        ALL,
                                        List.of("product", "attend", "unheard-of"))),
                        List.of()));
        robot.interact(() -> robot.lookup("#devices-again").queryButton().fire());
    }

    private static String code(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TextArea.class).getText();
    }

    private void compiled(FxRobot robot, int which, String name) {
        robot.interact(() -> bench.worker()
                .compiled(which, new KernelSource(name, "java of " + name, "OpenCL C", "__kernel of " + name)));
    }

    @Test
    void kernelsAreReadBesideWhatBecameOfThem(FxRobot robot) {
        withKernels(robot);
        robot.clickOn("#device-kernels-opencl-0");
        ListView<String> list = robot.lookup("#kernels-list").queryListView();
        assertThat(list.getSelectionModel().getSelectedItem()).isEqualTo("product");
        assertThat(shown(robot, "#kernels-compiling")).isTrue();
        assertThat(text(robot, "#kernels-compiling")).isEqualTo("Compiling for opencl:0 …");
        compiled(robot, 0, "product");
        assertThat(shown(robot, "#kernels-compiling")).isFalse();
        assertThat(code(robot, "#kernel-java")).isEqualTo("java of product");
        assertThat(code(robot, "#kernel-generated")).isEqualTo("__kernel of product");
        assertThat(text(robot, "#kernel-generated-title")).isEqualTo("Generated code: OpenCL C");
        assertThat(robot.lookup("#kernels-list .list-cell").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("Matrix product", "Softmax of attention", "unheard-of");
        robot.clickOn("#kernel-generated-copy");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("__kernel of product"));
        robot.clickOn("#kernels-back");
        assertThat(shown(robot, "#kernels")).isFalse();
        assertThat(shown(robot, "#devices-page")).isTrue();
    }

    @Test
    void theKernelChosenLastIsShownWhateverComesLate(FxRobot robot) {
        withKernels(robot);
        robot.clickOn("#device-kernels-opencl-0");
        robot.type(KeyCode.DOWN);
        assertThat(bench.worker().asked(KernelRequest.class)).isEqualTo(new KernelRequest("opencl:0", "attend"));
        compiled(robot, 1, "attend");
        compiled(robot, 0, "product");
        assertThat(code(robot, "#kernel-java")).isEqualTo("java of attend");
        robot.type(KeyCode.DOWN);
        assertThat(code(robot, "#kernel-java")).isEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(shown(robot, "#devices-page")).isTrue();
        compiled(robot, 2, "unheard-of");
        assertThat(code(robot, "#kernel-java")).isEmpty();
    }

    @Test
    void aKernelThatCannotBeCompiledIsOneSentence(FxRobot robot) {
        withKernels(robot);
        bench.worker().refuse(new WorkerException("The driver has gone away."));
        robot.clickOn("#device-kernels-opencl-0");
        assertThat(text(robot, "#kernels-problem")).isEqualTo("The driver has gone away.");
        assertThat(shown(robot, "#kernels-compiling")).isFalse();
        assertThat(robot.lookup("#kernel-java-copy").queryButton().isDisabled()).isTrue();
    }

    @Test
    void twoDevicesAreComparedByARace(FxRobot robot) {
        ComboBox<String> second = robot.lookup("#devices-compare-second").queryComboBox();
        robot.interact(() -> second.setValue("opencl:0"));
        robot.interact(() -> robot.lookup("#devices-compare").queryButton().fire());
        assertThat(races).containsExactly(List.of("cpu", "opencl:0"));
        robot.interact(() -> second.setValue("cpu"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#devices-compare").queryButton().isDisabled()).isTrue();
    }
}
