package glassformer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerDeathTest {
    @Test
    void memoryIsNamedWhereJavaRanOut() {
        assertThat(WorkerDeath.sentence(1, List.of("java.lang.OutOfMemoryError: Java heap space", "at a.B.c")))
                .isEqualTo(
                        "The compute process ran out of memory: a smaller model, batch or context length needs less.");
    }

    @Test
    void signalsAreNamed() {
        assertThat(WorkerDeath.sentence(137, List.of())).contains("killed (signal 9)");
        assertThat(WorkerDeath.sentence(139, List.of("# SIGSEGV (0xb)")))
                .contains("crashed in native code (signal 11)");
    }

    @Test
    void otherEndsTellTheLastWords() {
        assertThat(WorkerDeath.sentence(1, List.of("Error: Could not find or load main class x.Y", "  ")))
                .isEqualTo("The compute process ended with exit code 1: Error: Could not find or load main class x.Y.");
    }

    @Test
    void windowsCodesAreShownAsTheyAreKnown() {
        assertThat(WorkerDeath.sentence(0xC0000005, List.of())).contains("0xC0000005");
    }
}
