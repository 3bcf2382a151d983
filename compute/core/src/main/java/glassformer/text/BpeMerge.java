package glassformer.text;

/// One merge: the two tokens that are joined, written in GPT-2's byte alphabet.
public record BpeMerge(String left, String right) {}
