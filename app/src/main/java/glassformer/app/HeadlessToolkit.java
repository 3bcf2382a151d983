package glassformer.app;

/// JavaFX without a display: its own headless platform, drawn by the processor.
final class HeadlessToolkit {
    private HeadlessToolkit() {}

    /// Call before any class of JavaFX is used.
    static void choose() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
    }
}
