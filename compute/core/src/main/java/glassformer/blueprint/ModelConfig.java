package glassformer.blueprint;

import glassformer.settings.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The sizes and choices that a person sets, from which a [Blueprint] is made.
public sealed interface ModelConfig permits GptConfig, BertConfig, Seq2SeqConfig {
    Family family();

    int vocabSize();

    int contextLength();

    /// Blocks; of the encoder, where there is a decoder too.
    int layers();

    int heads();

    int dim();

    int ffnDim();

    double dropout();

    PositionKind position();

    NormKind norm();

    NormPlacement normPlacement();

    Activation activation();

    ScoreScale scores();

    boolean bias();

    boolean tiedHead();

    default int headDim() {
        return dim() / heads();
    }

    /// What the family is trained to do before anything else.
    List<HeadSpec> pretrainingHeads();

    /// With the heads of pre-training.
    default Blueprint blueprint() {
        return blueprint(pretrainingHeads());
    }

    /// @throws glassformer.BadInputException for a head that the family cannot have
    Blueprint blueprint(List<HeadSpec> heads);

    /// The values of the settings that not all families have.
    Map<String, Object> ownSettings();

    /// The values of [Family#settings] from which this configuration would be made again.
    default Map<String, Object> settings() {
        // In an order of its own: files with them must be equal from run to run.
        Map<String, Object> all = new TreeMap<>(ownSettings());
        all.put(Family.KEY, family().id());
        all.put("model.layers", layers());
        all.put("model.heads", heads());
        all.put("model.dim", dim());
        all.put("model.ffnDim", ffnDim());
        all.put("model.contextLength", contextLength());
        all.put("model.dropout", dropout());
        all.put("model.position", position().id());
        all.put("model.norm", norm().id());
        all.put("model.normPlacement", normPlacement().id());
        all.put("model.activation", activation().id());
        all.put("model.scores", scores().id());
        all.put("model.bias", bias());
        all.put("model.tiedHead", tiedHead());
        return all;
    }

    /// @param values of a schema with the settings of the family that they name
    static ModelConfig of(Values values, int vocabSize) {
        return Named.of(Family.class, values.text(Family.KEY)).config(values, vocabSize);
    }
}
