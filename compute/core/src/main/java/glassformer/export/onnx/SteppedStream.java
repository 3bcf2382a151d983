package glassformer.export.onnx;

import glassformer.text.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Steps a progress with each mebibyte that passes.
final class SteppedStream extends FilterOutputStream {
    private static final long STEP = 1 << 20;

    private final long before;
    private final long total;
    private final Progress progress;
    private long passed;
    private long next;

    /// @param before bytes that passed in earlier streams
    /// @param total  bytes of all streams
    SteppedStream(OutputStream out, long before, long total, Progress progress) {
        super(out);
        this.before = before;
        this.total = total;
        this.progress = progress;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        pass(1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        pass(count);
    }

    private void pass(int count) {
        passed += count;
        if (passed >= next) {
            next = passed + STEP;
            progress.step((double) (before + passed) / total);
        }
    }
}
