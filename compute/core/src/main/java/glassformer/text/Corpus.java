package glassformer.text;

/// Text to learn from, as documents that are read one after the other and never all held in memory.
public interface Corpus {
    /// For people: a sample's name, a file's name.
    String name();

    /// Starts reading from the first document. The order is always the same. Throws
    /// [glassformer.BadInputException], also while reading, when the text is missing or broken.
    Documents open();

    /// SHA-256 of the content in hexadecimal: equal fingerprints mean equal text.
    String fingerprint();
}
