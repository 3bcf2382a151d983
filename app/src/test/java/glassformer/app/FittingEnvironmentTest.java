package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FittingEnvironmentTest {
    @TempDir
    Path folder = Path.of("");

    private record Ended(int code, String out, String err) {}

    @Test
    void aLibtorchThatDoesNotFitIsToldAndTheCpuStaysUsable() throws Exception {
        Ended ended = devices(folder.toString());
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("cpu").contains("djl");
        assertThat(ended.err())
                .contains("glassformer: PYTORCH_LIBRARY_PATH is " + folder + ", where no libtorch is")
                .doesNotContain("Exception");
    }

    @Test
    void nothingIsSaidWithoutTheVariable() throws Exception {
        Ended ended = devices("");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).doesNotContain("PYTORCH_LIBRARY_PATH").doesNotContain("Exception");
    }

    private Ended devices(String library) throws IOException, InterruptedException {
        File err = folder.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(OwnProcess.command("devices")).redirectError(err);
        builder.environment().remove("PYTORCH_LIBRARY_PATH");
        if (!library.isEmpty()) {
            builder.environment().put("PYTORCH_LIBRARY_PATH", library);
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err.toPath()));
    }
}
