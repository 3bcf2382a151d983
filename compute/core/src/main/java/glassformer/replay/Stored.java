package glassformer.replay;

/// What an evaluation can store beside the loss.
public enum Stored {
    ATTENTION("no attention: its lab has no probe sentence (probes.attention)"),
    PROBABILITIES("no probabilities: its lab has no probe sentence, or a version trained it that did not store them"),
    TEXT("no text: its lab has no prompt (probes.tokens is 0)");

    private final String missing;

    Stored(String missing) {
        this.missing = missing;
    }

    /// What a run that has none of it has, in words.
    public String missing() {
        return missing;
    }
}
