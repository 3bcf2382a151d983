package glassformer.app;

import java.io.PrintStream;

/// Where a command speaks.
///
/// @param out         what was asked for
/// @param err         progress and complaints
/// @param interactive whether a person watches `err`, so that a line may be drawn over
record Console(PrintStream out, PrintStream err, boolean interactive) {
    /// This process's streams. The launcher says whether standard error is a terminal, which Java cannot see.
    static Console system() {
        String told = System.getProperty("glassformer.terminal");
        java.io.Console terminal = System.console();
        boolean interactive = told == null ? terminal != null && terminal.isTerminal() : told.equals("true");
        return new Console(System.out, System.err, interactive);
    }
}
