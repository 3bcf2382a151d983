package glassformer.app;

import glassformer.run.Lab;
import glassformer.run.ParallelRace;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.run.RaceResult;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;

/// Tells how a race goes: a bar for a run in this process, marked lines for runs in others.
final class RaceProgress implements Race.Listener, ParallelRace.Listener {
    private final Console console;
    private final int entries;
    private Progress progress;

    RaceProgress(Console console, int entries) {
        this.console = console;
        this.entries = entries;
        this.progress = new Progress(console, 0);
    }

    @Override
    public RunListener begins(int number, RaceEntry entry, Lab entered) {
        begins(number, entry);
        progress = new Progress(console, entered.training().steps());
        return progress;
    }

    @Override
    public void begins(int number, RaceEntry entry) {
        console.err().println("Entry " + number + " of " + entries + ": " + entry.name());
    }

    @Override
    public void said(int number, String line) {
        console.err().println("[" + number + "] " + line);
    }

    @Override
    public void ended(RaceResult result) {
        end();
        if (result.message() != null && result.state() == RunStatus.State.FAILED) {
            console.err().println(result.message());
        }
    }

    /// Takes the bar away.
    void end() {
        progress.end();
    }
}
