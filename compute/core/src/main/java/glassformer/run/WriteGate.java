package glassformer.run;

import java.io.IOException;
import java.nio.file.Path;

/// Asked before each write to a file of a run. A test's gate fails as a full disk would.
@FunctionalInterface
interface WriteGate {
    WriteGate OPEN = file -> {};

    void pass(Path file) throws IOException;
}
