package glassformer.generate;

import java.util.List;

/// Everything that a beam search looked at.
///
/// @param nodes      parents before their children, step by step
/// @param hypotheses the best texts, best first; at most as many as there are beams
/// @param finished   whether no text that was still going on could have become better; else the length was the end
public record BeamTree(List<Node> nodes, List<Hypothesis> hypotheses, boolean finished) {
    /// What became of a token.
    public enum Fate {
        /// It was gone on with.
        KEPT,
        /// It ended a text that is among the best.
        ENDED,
        /// Others were likelier.
        DROPPED
    }

    /// A token after those of its parents.
    ///
    /// @param parent         its place in the tree's nodes; -1 for a first token
    /// @param step           from 0
    /// @param logProbability of the token after those before it, to the base e
    /// @param total          of the whole text so far
    public record Node(int parent, int step, int id, String token, double logProbability, double total, Fate fate) {}

    /// @param node  its last token's place in the tree's nodes
    /// @param text  without the token that ends it
    /// @param score the total over the length to the power of the penalty
    public record Hypothesis(int node, String text, int tokens, double total, double score, boolean ended) {}

    public BeamTree {
        nodes = List.copyOf(nodes);
        hypotheses = List.copyOf(hypotheses);
    }
}
