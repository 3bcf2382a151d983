package glassformer.app;

/// Opens the window and returns its exit code when it is closed. A seam, so that commands and their tests
/// never load a class of JavaFX.
@FunctionalInterface
interface WindowStarter {
    int open();
}
