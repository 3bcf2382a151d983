package glassformer.generate;

import java.util.List;

/// What models wrote side by side of one prompt.
///
/// @param runs one a model
public record AnswersBeside(String prompt, List<Answer> runs) {
    /// One model's.
    ///
    /// @param run  its name or folder, for people
    /// @param step of the checkpoint
    public record Answer(String run, int step, String text, List<Token> tokens) {
        public Answer {
            tokens = List.copyOf(tokens);
        }
    }

    /// @param probability as in [TokenChoice]
    public record Token(int id, String token, double probability) {}

    public AnswersBeside {
        runs = List.copyOf(runs);
    }
}
