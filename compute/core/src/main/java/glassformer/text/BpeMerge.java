package glassformer.text;

/// One merge: the two tokens that are joined, as the vocabulary writes them: BPE's in GPT-2's byte alphabet,
/// WordPiece's with `##` inside a word.
public record BpeMerge(String left, String right) {}
