package glassformer.ui.replay;

/// For how long each evaluation is shown while a replay plays.
public enum Speed {
    HALF("½×", 800),
    USUAL("1×", 400),
    DOUBLE("2×", 200),
    QUICK("5×", 80);

    private final String label;
    private final int milliseconds;

    Speed(String label, int milliseconds) {
        this.label = label;
        this.milliseconds = milliseconds;
    }

    public String label() {
        return label;
    }

    public int milliseconds() {
        return milliseconds;
    }
}
