package glassformer.blueprint;

import glassformer.settings.Values;
import java.util.List;
import java.util.Map;

/// The sizes and choices that a person sets, from which a [Blueprint] is made.
public sealed interface ModelConfig permits GptConfig, BertConfig, Seq2SeqConfig {
    Family family();

    int vocabSize();

    int contextLength();

    /// Blocks; of the encoder, where there is a decoder too.
    int layers();

    int heads();

    int dim();

    /// What the family is trained to do before anything else.
    List<HeadSpec> pretrainingHeads();

    /// With the heads of pre-training.
    default Blueprint blueprint() {
        return blueprint(pretrainingHeads());
    }

    /// @throws glassformer.BadInputException for a head that the family cannot have
    Blueprint blueprint(List<HeadSpec> heads);

    /// The values of [Family#settings] from which this configuration would be made again.
    Map<String, Object> settings();

    /// @param values of a schema with the settings of the family that they name
    static ModelConfig of(Values values, int vocabSize) {
        return Named.of(Family.class, values.text(Family.KEY)).config(values, vocabSize);
    }
}
