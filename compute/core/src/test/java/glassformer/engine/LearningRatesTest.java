package glassformer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Family;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ParameterTable;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRatesTest {
    private final Blueprint blueprint = ModelConfig.of(Values.initial(new Schema(Family.BERT.settings())), 99)
            .blueprint();

    @Test
    void trainableAndFrozenMakeTheWhole() {
        LearningRates rates =
                LearningRates.only(blueprint, weight -> weight.name().startsWith("cls."));
        assertThat(rates.trainable(blueprint)).isEqualTo(128 * 128 + 3 * 128 + 99 + 2 * 128 + 2);
        assertThat(rates.trainable(blueprint) + rates.frozen(blueprint))
                .isEqualTo(ParameterTable.of(blueprint).size());
        assertThat(LearningRates.all(blueprint).frozen(blueprint)).isZero();
        Optimizer adam = new Optimizer.Adam(0.9, 0.999, 1e-8, 0);
        assertThat(OptimizerState.fresh(adam, blueprint, rates).memory().values())
                .hasSize(2)
                .allMatch(kind -> kind.size() == rates.trainable(blueprint));
    }

    @Test
    void ratesOfOtherTensorsOrOfNoSpeedAreRefused() {
        assertThatThrownBy(() -> new LearningRates(Map.of("other", 1.0)).trained(blueprint))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LearningRates(Map.of("cls.predictions.bias", 0.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
