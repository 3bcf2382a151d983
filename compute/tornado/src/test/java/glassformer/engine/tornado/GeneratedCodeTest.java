package glassformer.engine.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import glassformer.BadInputException;
import glassformer.engine.Device;
import glassformer.engine.KernelSource;
import glassformer.engine.kernels.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On the first device that TornadoVM finds.
class GeneratedCodeTest {
    private static TornadoEngine engine;
    private static Device device;

    @BeforeAll
    static void open() {
        assumeTrue(
                System.getProperty("tornado.load.runtime.implementation") != null,
                "the tests were started without TornadoVM's SDK");
        engine = new TornadoEngine();
        device = engine.devices().getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void everyKernelIsCompiledToCodeWithItsNameAndALoop(Kernel kernel) {
        KernelSource source = engine.kernel(device, kernel.id());
        assertThat(source.java()).contains("public static void " + kernel.method() + "(");
        assertThat(source.generated())
                .containsPattern("(__kernel void|\\.entry|__global__ void|kernel void) " + kernel.method() + "\\w*\\(");
        assertThat(source.generated().lines().count()).isGreaterThan(20);
    }

    @Test
    void whatOthersPrintMeanwhileGoesWhereItWent() throws InterruptedException {
        PrintStream before = System.out;
        ByteArrayOutputStream usual = new ByteArrayOutputStream();
        System.setOut(new PrintStream(usual, true, StandardCharsets.UTF_8));
        try {
            String code = Printed.during(() -> {
                System.out.println("code");
                Thread other = Thread.ofPlatform().start(() -> System.out.println("other"));
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(code.strip()).isEqualTo("code");
            System.out.println("after");
            assertThat(usual.toString(StandardCharsets.UTF_8).lines()).containsExactly("other", "after");
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void aNameThatNoKernelHasIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> engine.kernel(device, "softmax"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no kernel softmax")
                .hasMessageContaining("attend, ");
    }
}
