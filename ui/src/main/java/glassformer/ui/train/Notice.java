package glassformer.ui.train;

/// A sentence at the top of the page about what the person should know or mend.
///
/// @param error whether something went wrong; else it only informs
public record Notice(boolean error, String sentence) {}
