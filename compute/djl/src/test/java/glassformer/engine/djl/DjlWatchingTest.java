package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import glassformer.engine.Engine;
import glassformer.engine.Histogram;
import glassformer.reference.WatchingContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DjlWatchingTest extends WatchingContract {
    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = new DjlEngine();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    @Test
    void moreValuesThanAFloatCanCountAreCountedExactly() {
        ScriptWriter out = new ScriptWriter();
        ModelScript.open(out, List.of());
        out.open("def count(" + ModelScript.SELF + ", x: Tensor) -> Tensor:");
        out.line("return self.spread(x, 0., 1.)").close();
        out.block(ScriptParts.SPREAD);
        int most = (1 << 25) + 3;
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                TorchModule module =
                        new TorchModule(manager, ScriptArchive.pack(ModelScript.CLASS, List.of(), out.toString()))) {
            var values = manager.zeros(new Shape(most + 1), DataType.FLOAT32);
            values.set(new ai.djl.ndarray.index.NDIndex(most), 1);
            float[] found = module.call(manager, "count", false, new NDList(values))
                    .get(0)
                    .toFloatArray();
            long[] counts = WatchedValues.counts(found, 0);
            assertThat(counts[0]).isEqualTo(most);
            assertThat(counts[Histogram.BINS - 1]).isEqualTo(1);
            assertThat(Arrays.stream(counts).sum()).isEqualTo(most + 1);
        }
    }
}
