package glassformer.engine;

/// How a head's score of one text changes with what the text's tokens are embedded as.
///
/// @param scores    all of the head's scores // (N)
/// @param embedding each token's row of the embedding table, before positions and all else are added // (T, C)
/// @param gradient  of the one score by each of these numbers // (T, C)
public record InputGradient(float[] scores, Tensor embedding, Tensor gradient) {}
