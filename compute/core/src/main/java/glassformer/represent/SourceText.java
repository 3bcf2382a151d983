package glassformer.represent;

/// A text that vectors are taken from.
///
/// @param group its class; empty where it has none
public record SourceText(String text, String group) {}
