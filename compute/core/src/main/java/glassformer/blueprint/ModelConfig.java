package glassformer.blueprint;

/// The sizes and choices that a person sets, from which a [Blueprint] is made.
public sealed interface ModelConfig permits GptConfig {
    int vocabSize();

    int contextLength();

    int layers();

    int heads();

    int dim();

    Blueprint blueprint();
}
