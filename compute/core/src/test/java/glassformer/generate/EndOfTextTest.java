package glassformer.generate;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.ModelSession;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.BpeTrainer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With a model that says "hi" and then ends the text, again and again.
class EndOfTextTest {
    private final Tokenizer tokenizer = new BpeTrainer(257, 1)
            .train(Documents.of(List.of("hi")), Progress.none())
            .tokenizer();

    @Test
    void modelCanEndTheText() {
        List<String> pieces = new ArrayList<>();
        new Generator(session(), tokenizer)
                .generate("say: ", SamplingOptions.greedy(50), choice -> pieces.add(choice.token()), () -> false);
        assertThat(pieces).containsExactly("h", "i");
    }

    private ModelSession session() {
        Blueprint blueprint = GptConfig.of(Values.initial(new Schema(GptConfig.SETTINGS)), tokenizer.vocabSize())
                .blueprint();
        int[] script = {
            tokenizer.encode("h")[0],
            tokenizer.encode("i")[0],
            tokenizer.endOfText().orElseThrow()
        };
        return (ModelSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ModelSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "blueprint" -> blueprint;
                    case "startDecoding" -> new Scripted(script, tokenizer.vocabSize());
                    default -> throw new AssertionError(method.getName());
                });
    }

    private static final class Scripted implements ModelSession.Decoding {
        private final int[] script;
        private final int vocabSize;
        private int calls;
        private int length;

        Scripted(int[] script, int vocabSize) {
            this.script = script;
            this.vocabSize = vocabSize;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public float[] append(int[] ids) {
            length += ids.length;
            float[] logits = new float[vocabSize];
            logits[script[calls++ % script.length]] = 10;
            return logits;
        }

        @Override
        public void clear() {
            length = 0;
        }

        @Override
        public void close() {}
    }
}
