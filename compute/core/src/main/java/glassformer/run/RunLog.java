package glassformer.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// `log.txt`: what happened and when, for people; the details of a failure stand only here.
final class RunLog {
    private final Path file;
    private final Clock clock;
    private final WriteGate gate;

    RunLog(Path file, Clock clock, WriteGate gate) {
        this.file = file;
        this.clock = clock;
        this.gate = gate;
    }

    void write(String sentence) {
        String line = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + sentence + "\n";
        try {
            gate.pass(file);
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    void write(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        write(trace.toString().stripTrailing());
    }
}
