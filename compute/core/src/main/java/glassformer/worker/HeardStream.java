package glassformer.worker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Knows when bytes last came.
final class HeardStream extends FilterInputStream {
    private volatile long last = System.nanoTime();

    HeardStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        last = System.nanoTime();
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        last = System.nanoTime();
        return count;
    }

    double silentSeconds() {
        return (System.nanoTime() - last) / 1e9;
    }
}
