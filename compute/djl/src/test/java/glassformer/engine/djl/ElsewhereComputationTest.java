package glassformer.engine.djl;

import glassformer.engine.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The scripts for GPUs and other processors, which take products that PyTorch differentiates, run on this one.
class ElsewhereComputationTest extends ComputationTest {
    private static final String ARCHITECTURE = "os.arch";

    private String own = "";

    /// Without checkpointing PyTorch differentiates the pass as a whole, and adds gradients in an order of its own.
    @Override
    protected double checkpointingTolerance(Precision precision) {
        return precision.isLow() ? 8 * 0x1p-9 : 1e-5;
    }

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
