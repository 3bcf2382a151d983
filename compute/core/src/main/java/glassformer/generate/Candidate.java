package glassformer.generate;

/// A token that could have come next.
///
/// @param probability after the temperature, before any cut
/// @param chosen      whether it is the one that came
public record Candidate(int id, String token, double probability, boolean chosen) {}
