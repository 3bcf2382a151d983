package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.LearningRates;
import glassformer.run.Lab;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final String BLOCK = "bert.encoder.layer.";

    private final Lab lab = Lab.initial("a")
            .with("task", "classification")
            .with("model.family", "bert")
            .with("model.layers", 3)
            .with("training.unfreezeEvery", 10);

    @Test
    void oneMoreBlockFromTheTopIsTrainedAndTheEmbeddingsLast() {
        RatesByStep rates = byStep(lab);
        assertThat(parts(rates.at(1))).containsExactly("head");
        assertThat(parts(rates.at(10))).containsExactly("head");
        assertThat(parts(rates.at(11))).containsExactly("2", "head");
        assertThat(parts(rates.at(21))).containsExactly("1", "2", "head");
        assertThat(parts(rates.at(31))).containsExactly("0", "1", "2", "head");
        assertThat(parts(rates.at(40))).containsExactly("0", "1", "2", "head");
        assertThat(parts(rates.at(41))).containsExactly("0", "1", "2", "embeddings", "head");
        assertThat(rates.at(1_000_000)).isEqualTo(lab.transfer().rates(blueprint(lab)));
    }

    @Test
    void frozenBlocksStayFrozen() {
        assertThat(parts(byStep(lab.with("training.frozenLayers", 2)).at(1000))).containsExactly("2", "head");
        assertThat(parts(byStep(lab.with("training.onlyHeads", true)).at(1000))).containsExactly("head");
    }

    @Test
    void eachLayerKeepsItsRate() {
        Map<String, Double> factors =
                byStep(lab.with("training.layerDecay", 0.5)).at(21).factors();
        assertThat(factors).containsEntry("classifier.weight", 1.0);
        assertThat(factors).containsEntry(BLOCK + "2.output.dense.weight", 0.5);
        assertThat(factors).containsEntry(BLOCK + "1.output.dense.weight", 0.25);
    }

    @Test
    void withoutUnfreezingAllIsTrainedFromTheStart() {
        assertThat(parts(byStep(lab.with("training.unfreezeEvery", 0)).at(1)))
                .containsExactly("0", "1", "2", "embeddings", "head");
    }

    private static RatesByStep byStep(Lab lab) {
        return lab.transfer().byStep(blueprint(lab));
    }

    private static Blueprint blueprint(Lab lab) {
        return lab.model(50).blueprint(List.of(new HeadSpec.Classes("classifier", 2)));
    }

    /// Blocks by number, and what else is trained.
    private static Set<String> parts(LearningRates rates) {
        Set<String> parts = new TreeSet<>();
        for (String name : rates.factors().keySet()) {
            parts.add(
                    name.startsWith(BLOCK)
                            ? name.substring(BLOCK.length(), BLOCK.length() + 1)
                            : name.contains("embeddings") ? "embeddings" : "head");
        }
        return parts;
    }
}
