package glassformer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.HeadSpec;
import glassformer.run.Lab;
import glassformer.task.ExampleTasks;
import glassformer.task.TaskKind;
import glassformer.text.Progress;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleLabsTest {
    static Stream<String> names() {
        return new SampleLabs().names().stream();
    }

    static Stream<String> ofExamples() {
        return names().filter(name -> !new SampleLabs().lab(name).task().readsCorpus());
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsNamedAsItIsListedFitsTogetherAndSaysWhatItTeaches(String name) {
        Lab lab = new SampleLabs().lab(name);
        lab.validate();
        assertThat(lab.name()).isEqualTo(name);
        assertThat(lab.description()).endsWith(".").hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("ofExamples")
    void eachHasExamplesOfItsTask(String name) {
        Lab lab = new SampleLabs().lab(name).with("tokenizer.vocabSize", 300L);
        try (var data = ExampleTasks.open(lab.values(), Path.of(""), null, Progress.none())) {
            var batch = data.training().microBatches(1, 1, 1, 4).getFirst();
            assertThat(batch.size()).isEqualTo(4);
            if (lab.task() == TaskKind.CLASSIFICATION) {
                assertThat(((HeadSpec.Classes) data.heads().getFirst()).classes())
                        .isGreaterThan(1);
            }
            if (lab.task() == TaskKind.MULTI_TASK) {
                assertThat(data.heads()).hasSizeGreaterThan(1);
            }
        }
    }
}
