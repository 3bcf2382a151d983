package glassformer.generate;

import java.util.List;

/// One generated token and what it was chosen from.
///
/// @param token       for people to read; its bytes may be a part of a character
/// @param probability after the temperature, before any cut; with temperature 0, at temperature 1
/// @param top         the ten likeliest, likeliest first
public record TokenChoice(int id, String token, double probability, List<Candidate> top) {
    public TokenChoice {
        top = List.copyOf(top);
    }
}
