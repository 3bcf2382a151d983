package glassformer.engine.tornado;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What one thread prints to standard output while it does something. What others print meanwhile goes where it went.
final class Printed extends FilterOutputStream {
    private final Thread heard = Thread.currentThread();
    private final ByteArrayOutputStream caught = new ByteArrayOutputStream();

    private Printed(OutputStream others) {
        super(others);
    }

    static synchronized String during(Runnable work) {
        PrintStream before = System.out;
        Printed printed = new Printed(before);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return printed.caught.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        to().write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        to().write(bytes, from, count);
    }

    private OutputStream to() {
        return Thread.currentThread() == heard ? caught : out;
    }
}
