package glassformer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.inspect.Attention;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.CharTokenizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// With a model that always follows `a` by `b`, `b` by `c` and so on.
class GeneratorTest {
    private static final int CONTEXT = 6;

    private final Tokenizer tokenizer = CharTokenizer.train(Documents.of(List.of("\nabcdefgh")), Progress.none());
    private final ModelSession session = alphabet();
    private final Generator generator = new Generator(session, tokenizer);

    @Test
    void greedyTakesTheLikeliest() {
        assertThat(text("ab", SamplingOptions.greedy(3))).isEqualTo("cde");
    }

    @Test
    void textGoesOnBeyondTheContext() {
        assertThat(text("a", SamplingOptions.greedy(25)).substring(0, 7)).isEqualTo("bcdefgh");
        assertThat(text("abcdefghabcdefg", SamplingOptions.greedy(1))).isEqualTo("h");
    }

    @Test
    void withoutACacheTheTextIsTheSame() {
        SamplingOptions options = new SamplingOptions(5, 0, 1, 3, 30);
        List<Integer> slow = new ArrayList<>();
        new Generator(session, tokenizer, false).generate("ab", options, c -> slow.add(c.id()), () -> false);
        List<Integer> fast = new ArrayList<>();
        generator.generate("ab", options, c -> fast.add(c.id()), () -> false);
        assertThat(slow).hasSize(30).isEqualTo(fast);
    }

    @Test
    void tokensThatAreAppendedBlindlyAreReadAsIfTheyHadBeenDrawn() {
        List<Integer> ids = new ArrayList<>();
        SamplingOptions options = new SamplingOptions(20, 0, 1, 3, 17);
        try (Continuation drawn = new Continuation(session, tokenizer, "abc");
                Continuation given = new Continuation(session, tokenizer, "abc")) {
            for (int i = 0; i < 17; i++) {
                ids.add(drawn.next(options).orElseThrow().id());
            }
            ids.forEach(given::append);
            assertThat(given.scores()).isEqualTo(drawn.scores());
            assertThat(given.choose(options)).isEqualTo(drawn.choose(options));
        }
    }

    @Test
    void sameSeedGivesTheSameText() {
        SamplingOptions seven = new SamplingOptions(20, 0, 1, 7, 40);
        assertThat(text("a", seven)).isEqualTo(text("a", seven));
        assertThat(text("a", seven)).isNotEqualTo(text("a", new SamplingOptions(20, 0, 1, 8, 40)));
    }

    @Test
    void emptyPromptStartsFromALineBreak() {
        assertThat(text("", SamplingOptions.greedy(2))).isEqualTo("ab");
    }

    @Test
    void choiceShowsTheLikeliestWithTheChosenMarked() {
        List<TokenChoice> choices = new ArrayList<>();
        generator.generate("a", SamplingOptions.greedy(1), choices::add, () -> false);
        TokenChoice choice = choices.getFirst();
        assertThat(choice.token()).isEqualTo("b");
        assertThat(choice.top()).hasSize(10);
        assertThat(choice.top().getFirst().chosen()).isTrue();
        assertThat(choice.top().stream().filter(Candidate::chosen)).hasSize(1);
        assertThat(choice.top().stream().mapToDouble(Candidate::probability).sum())
                .isBetween(0.999999, 1.000001);
    }

    @Test
    void cancelledGenerationStops() {
        AtomicInteger count = new AtomicInteger();
        generator.generate("a", SamplingOptions.greedy(100), c -> count.incrementAndGet(), () -> count.get() == 4);
        assertThat(count.get()).isEqualTo(4);
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new SamplingOptions(-1, 0, 1, 0, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("temperature is -1.0, but must be a number from 0 to 100.");
        assertThatThrownBy(() -> new SamplingOptions(1, 0, 0, 0, 1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new SamplingOptions(Double.NaN, 0, 1, 0, 1)).isInstanceOf(BadInputException.class);
    }

    @Test
    void attentionIsCutToTheContextAndSaysSo() {
        Attention whole = Attention.of(session, tokenizer, "abc");
        assertThat(whole.groups().getFirst().rows()).containsExactly("a", "b", "c");
        assertThat(whole.cut()).isFalse();
        Attention cut = Attention.of(session, tokenizer, "abcdefgh");
        assertThat(cut.groups().getFirst().rows()).hasSize(CONTEXT);
        assertThat(cut.cut()).isTrue();
        assertThat(cut.groups().getFirst().patterns().getFirst().shape()).containsExactly(2, CONTEXT, CONTEXT);
        assertThatThrownBy(() -> Attention.of(session, tokenizer, "")).isInstanceOf(BadInputException.class);
    }

    private String text(String prompt, SamplingOptions options) {
        List<Integer> ids = new ArrayList<>();
        generator.generate(prompt, options, choice -> ids.add(choice.id()), () -> false);
        return tokenizer.decode(ids.stream().mapToInt(i -> i).toArray());
    }

    private ModelSession alphabet() {
        int size = tokenizer.vocabSize();
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 10)
                .with("model.contextLength", CONTEXT)
                .with("model.tiedHead", false);
        assertThat(size).isEqualTo(10);
        Blueprint blueprint = GptConfig.of(values, size).blueprint();
        float[] rows = new float[size * 10];
        float[] columns = new float[size * 10];
        for (int i = 0; i < size; i++) {
            rows[i * 10 + i] = 20;
            columns[(i + 1) % size * 10 + i] = 1;
        }
        Map<String, Tensor> weights =
                new LinkedHashMap<>(Weights.initial(blueprint, 1).tensors());
        weights.put("transformer.wte.weight", Tensor.of(rows, size, 10));
        weights.put("lm_head.weight", Tensor.of(columns, size, 10));
        Engines.Located cpu = BigramEngine.engines().locate("cpu");
        return cpu.engine().open(blueprint, new Weights(weights), cpu.device());
    }
}
