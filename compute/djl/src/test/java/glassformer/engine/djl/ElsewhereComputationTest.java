package glassformer.engine.djl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The scripts for GPUs and other processors, which take products that PyTorch differentiates, run on this one.
class ElsewhereComputationTest extends ComputationTest {
    private static final String ARCHITECTURE = "os.arch";

    private String own = "";

    @BeforeEach
    void pretend() {
        own = System.getProperty(ARCHITECTURE);
        System.setProperty(ARCHITECTURE, "other");
    }

    @AfterEach
    void stopPretending() {
        System.setProperty(ARCHITECTURE, own);
    }
}
