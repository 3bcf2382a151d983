package glassformer.ui.inspect;

/// What is shown large.
public enum HeadChoice {
    /// The chosen head.
    HEAD,
    /// The mean over the heads of its layer.
    MEAN,
    /// Attention rollout up to its layer; of attention to another text, which has none, the mean.
    ROLLOUT
}
