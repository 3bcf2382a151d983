package glassformer.text;

/// The stretch of a text that one token stands for: `char` offsets, `start` inclusive, `end` exclusive.
public record TokenSpan(int id, int start, int end) {}
