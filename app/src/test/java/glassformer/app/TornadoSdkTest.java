package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornadoSdkTest {
    @TempDir
    Path folder;

    private Path modules;

    @BeforeEach
    void install() throws IOException {
        modules = Files.createDirectories(folder.resolve("share/java/tornado"));
        Files.writeString(folder.resolve("tornado-argfile"), "-XX:+EnableJVMCI\n");
        Files.createFile(modules.resolve("tornado-api-5.2.0-jdk25.jar"));
    }

    @Test
    void withoutItOneSentenceSaysHowToInstallIt() {
        assertThat(problem(Map.of()))
                .isEqualTo("TornadoVM: not installed; to compute on OpenCL, CUDA or Metal devices, install its SDK for"
                        + " JDK 25 (tornadovm.org) and set TORNADOVM_HOME to its folder.");
    }

    @Test
    void anInstalledOneGivesItsArgumentFileAndKeepsTheCurrentFolderOutOfTheModules() {
        TornadoSdk.Ready ready = (TornadoSdk.Ready) found(Map.of("TORNADOVM_HOME", folder.toString()));
        assertThat(ready.folder()).isEqualTo(folder);
        assertThat(ready.flags())
                .startsWith("@" + folder.resolve("tornado-argfile"), "--module-path", modules.toString());
    }

    @Test
    void theNameOfEarlierReleasesIsUnderstood() {
        assertThat(found(Map.of("TORNADO_SDK", folder.toString()))).isInstanceOf(TornadoSdk.Ready.class);
    }

    @Test
    void aTemplateOfAnArgumentFileIsFilledIn() throws IOException {
        Files.delete(folder.resolve("tornado-argfile"));
        Files.writeString(folder.resolve("tornado-argfile.template"), "-Djava.library.path=${TORNADOVM_HOME}/lib\n");
        TornadoSdk.Ready ready = (TornadoSdk.Ready) found(Map.of("TORNADOVM_HOME", folder.toString()));
        Path file = Path.of(ready.flags().getFirst().substring(1));
        assertThat(file).hasContent("-Djava.library.path=" + folder + "/lib\n");
    }

    @Test
    void oneForAnotherJdkIsToldInOneSentence() throws IOException {
        Files.move(modules.resolve("tornado-api-5.2.0-jdk25.jar"), modules.resolve("tornado-api-5.2.0-jdk21.jar"));
        assertThat(problem(Map.of("TORNADOVM_HOME", folder.toString())))
                .isEqualTo("TornadoVM: the SDK in " + folder + " is for JDK 21, but Glassformer runs on JDK 25: install"
                        + " its build for JDK 25.");
    }

    @Test
    void aFolderThatHasNoneIsNamed() {
        Path other = folder.resolve("share");
        assertThat(problem(Map.of("TORNADOVM_HOME", other.toString())))
                .startsWith("TornadoVM: TORNADOVM_HOME is " + other)
                .endsWith("set it to the folder of an installed SDK.");
    }

    @Test
    void aBuildWithoutTheEngineSaysSoAndComputesAsEver() {
        TornadoSdk kit = found(Map.of("TORNADOVM_HOME", folder.toString()));
        TornadoProcess process = new TornadoProcess(kit, false, false);
        assertThat(process.problem())
                .contains("this build has no engine for it")
                .endsWith("profile tornado.");
        assertThat(process.takes("train", "wordnet-gpt")).isFalse();
        assertThat(process.flags()).isEmpty();
    }

    @Test
    void onlyWhatComputesGetsAProcessOfItsOwn() {
        TornadoSdk kit = found(Map.of("TORNADOVM_HOME", folder.toString()));
        TornadoProcess process = new TornadoProcess(kit, true, false);
        assertThat(process.problem()).isNull();
        assertThat(process.takes("train", "wordnet-gpt")).isTrue();
        assertThat(process.takes("devices")).isTrue();
        assertThat(process.takes("samples")).isFalse();
        assertThat(process.takes()).isFalse();
        assertThat(new TornadoProcess(kit, true, true).takes("train", "wordnet-gpt"))
                .isFalse();
    }

    @Test
    void aProcessWithItsFlagsHasNoCollectorOfOurs() {
        List<String> command = OwnProcess.command(List.of("@file"), "worker");
        assertThat(command).contains("@file").noneMatch(flag -> flag.startsWith("-XX:"));
        assertThat(OwnProcess.command(List.of(), "worker")).contains("-XX:+UseSerialGC");
    }

    private static TornadoSdk found(Map<String, String> environment) {
        return TornadoSdk.of(environment, 25);
    }

    private static String problem(Map<String, String> environment) {
        return String.valueOf(new TornadoProcess(found(environment), true, false).problem());
    }
}
