package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.engine.OddEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCommandTest {
    @TempDir
    Path folder = Path.of("");

    private CommandLineRun devices(String... arguments) {
        return devices(BigramEngine.engines(), arguments);
    }

    private CommandLineRun devices(Engines engines, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "devices";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.of(engines, folder, all);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertFails(int code, String sentence, CommandLineRun run) {
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
    }

    @Test
    void kernelsAreListed() throws IOException {
        assertThat(devices("--kernels").out().lines()).containsExactly("double", "halve");
        JsonNode object = json(devices("--kernels", "--json"));
        assertThat(object.path("device").asText()).isEqualTo("cpu");
        assertThat(object.path("kernels").valueStream().map(JsonNode::asText)).containsExactly("double", "halve");
    }

    @Test
    void aKernelIsPrintedInBothLanguages() throws IOException {
        assertThat(devices("--kernel", "halve", "--device", "cpu").out().lines())
                .containsExactly(
                        "// halve in Java",
                        "x = halve(x);",
                        "",
                        "// The same as compiled for cpu: Test C",
                        "kernel void halve() {}");
        JsonNode object = json(devices("--kernel", "halve", "--json"));
        assertThat(object.path("java").asText()).isEqualTo("x = halve(x);\n");
        assertThat(object.path("language").asText()).isEqualTo("Test C");
        assertThat(object.path("generated").asText()).isEqualTo("kernel void halve() {}");
    }

    @Test
    void whatIsNotThereIsOneSentence() {
        assertFails(2, "There is no kernel third; there are double, halve.", devices("--kernel", "third"));
        assertFails(
                2,
                "There is no device opencl:7 here; kernels are to be seen on cpu.",
                devices("--kernel", "halve", "--device", "opencl:7"));
        assertFails(2, "--device belongs to --kernels or --kernel.", devices("--device", "cpu"));
    }

    @Test
    void withoutADeviceThatHasKernelsItIsSaidWhatWouldHelp() {
        Engines none = new OddEngine(session -> session, OptionalLong.empty()).engines();
        assertFails(3, "No device here has kernels to show; TornadoVM's devices would.", devices(none, "--kernels"));
        assertFails(3, "TornadoVM: ", devices(none, "--kernel", "halve"));
    }
}
