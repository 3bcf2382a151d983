package glassformer.app;

import glassformer.engine.Engines;
import glassformer.remote.RemoteRuns;
import glassformer.remote.Ssh;
import glassformer.run.Runs;
import glassformer.samples.SampleLabs;
import java.nio.file.Path;

/// What the commands share.
///
/// @param current the folder that a person is in
record Session(Console console, Engines engines, SampleLabs samples, Interrupts interrupts, Path current) {
    /// Here, and on other machines by ssh.
    RemoteRuns runs() {
        return new RemoteRuns(Runs.here(engines), Ssh.of(System.getenv()), Version.current());
    }
}
