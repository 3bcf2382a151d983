package glassformer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import glassformer.reference.Blueprints;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonTest {
    static Stream<Blueprint> blueprints() {
        return Blueprints.all();
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void aBlueprintComesBackAsItWas(Blueprint blueprint) {
        assertThat(RecordJson.read(RecordJson.write(blueprint), Blueprint.class))
                .isEqualTo(blueprint);
    }

    @Test
    void aBatchComesBackAsItWas() {
        Batch batch = new Batch(
                new Tokens(new int[] {1, 2, 3, 4}, new int[] {0, 1, 0, 1}, new int[] {1, 2}, 2, 2),
                new Tokens(new int[] {5, 6}, null, null, 2, 1),
                List.of(
                        new Labels.Classes("lm", new int[] {7, Labels.IGNORED}, 0.1, 0.2),
                        new Labels.Values("score", new float[] {0.3f, -1e-7f}, 1.0 / 3)));
        assertThat(RecordJson.read(RecordJson.write(batch), Batch.class))
                .usingRecursiveComparison()
                .isEqualTo(batch);
    }
}
