package glassformer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.answer.TinyModel;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.generate.BeamTree.Fate;
import glassformer.generate.BeamTree.Hypothesis;
import glassformer.reference.ReferenceEngine;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.CharTokenizer;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
    private final TinyModel translation = TinyModel.of("transformer", "translation");
    private final Tokenizer letters = CharTokenizer.train(Documents.of(List.of("\nab")), Progress.none());

    /// Every text up to a length with its log-probability.
    private record Whole(List<Integer> ids, double total, boolean ended) {}

    @Test
    void enoughBeamsFindWhatAnExhaustiveSearchFinds() {
        assertThat(letters.vocabSize()).isEqualTo(4);
        ModelSession session = gpt();
        BeamTree tree = new BeamSearch(session, letters).search("ab", new BeamOptions(16, 1, 3));
        List<Whole> all = exhaustive(session, letters.encode("ab"), 3, -1);
        assertThat(all).hasSize(64);
        assertThat(tree.hypotheses()).hasSize(16);
        for (int rank = 0; rank < 16; rank++) {
            Hypothesis found = tree.hypotheses().get(rank);
            assertThat(found.total()).isCloseTo(all.get(rank).total(), within(1e-5));
            assertThat(found.text()).isEqualTo(letters.decode(ids(all.get(rank).ids())));
        }
    }

    @Test
    void textsThatEndAreComparedWithThoseThatGoOnByTheirLengthPenalty() {
        int end = translation.tokenizer().specials().requireSeparator();
        assertThat(end).isLessThan(4);
        for (double penalty : List.of(0.0, 0.6, 1.0, 2.0)) {
            for (int seed = 0; seed < 20; seed++) {
                BeamTree tree = new BeamSearch(scripted(seed), translation.tokenizer())
                        .search("the cat", new BeamOptions(16, penalty, 3));
                List<Whole> all = new ArrayList<>(exhaustiveScripted(seed, end));
                all.sort(Comparator.comparingDouble(
                        (Whole one) -> -one.total() / Math.pow(one.ids().size(), penalty)));
                Hypothesis best = tree.hypotheses().getFirst();
                assertThat(best.total())
                        .as("seed %d", seed)
                        .isCloseTo(all.getFirst().total(), within(1e-6));
                assertThat(best.ended()).isEqualTo(all.getFirst().ended());
                assertThat(best.score()).isCloseTo(best.total() / Math.pow(best.tokens(), penalty), within(1e-9));
            }
        }
    }

    @Test
    void oneBeamTakesTheLikeliestTokenEachTime() {
        ModelSession session = gpt();
        BeamTree tree = new BeamSearch(session, letters).search("b", new BeamOptions(1, 1, 4));
        StringBuilder greedy = new StringBuilder();
        new Generator(session, letters)
                .generate("b", SamplingOptions.greedy(4), choice -> greedy.append(choice.token()), () -> false);
        assertThat(tree.hypotheses().getFirst().text())
                .isEqualTo(greedy.toString().replace("\\n", "\n"));
        assertThat(tree.nodes()).filteredOn(node -> node.fate() == Fate.KEPT).hasSize(4);
    }

    @Test
    void theTreeHoldsEachTokenAfterItsParentWithTheSumOfTheirLogProbabilities() {
        BeamTree tree = new BeamSearch(gpt(), letters).search("ab", new BeamOptions(2, 1, 4));
        for (int i = 0; i < tree.nodes().size(); i++) {
            BeamTree.Node node = tree.nodes().get(i);
            assertThat(node.parent()).isLessThan(i);
            BeamTree.Node parent = node.parent() < 0 ? null : tree.nodes().get(node.parent());
            assertThat(node.step()).isEqualTo(parent == null ? 0 : parent.step() + 1);
            assertThat(node.total())
                    .isCloseTo((parent == null ? 0 : parent.total()) + node.logProbability(), within(1e-9));
            assertThat(parent == null || parent.fate() == Fate.KEPT).isTrue();
        }
        for (int step = 0; step < 4; step++) {
            int now = step;
            assertThat(tree.nodes())
                    .filteredOn(node -> node.step() == now && node.fate() == Fate.KEPT)
                    .hasSize(2);
        }
        assertThat(tree.finished()).isFalse();
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new BeamOptions(0, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("beams is 0, but must be a whole number from 1 to 16.");
        assertThatThrownBy(() -> new BeamOptions(1, -1, 1)).isInstanceOf(BadInputException.class);
        TinyModel bert = TinyModel.of("bert", "masked-language-model");
        assertThatThrownBy(() -> new BeamSearch(bert.session(), bert.tokenizer()).search("a", new BeamOptions(1, 1, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("both directions");
    }

    private ModelSession gpt() {
        Values values = Values.initial(new Schema(GptConfig.SETTINGS))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 8);
        Blueprint blueprint = GptConfig.of(values, letters.vocabSize()).blueprint();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        // Far from even, so that orders are clear.
        Weights.initial(blueprint, 5).tensors().forEach((name, tensor) -> {
            float[] large = tensor.values().clone();
            if (tensor.shape().size() > 1) {
                for (int i = 0; i < large.length; i++) {
                    large[i] *= 25;
                }
            }
            weights.put(name, new Tensor(tensor.shape(), large));
        });
        Engine engine = new ReferenceEngine();
        return engine.open(blueprint, new Weights(weights), engine.devices().getFirst());
    }

    /// A model of four tokens whose scores are random, but the same after the same tokens.
    private ModelSession scripted(int seed) {
        return (ModelSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ModelSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "blueprint" -> translation.session().blueprint();
                    case "startDecoding" -> new Scripted(seed);
                    default -> throw new AssertionError(method.getName());
                });
    }

    private static float[] scores(int seed, List<Integer> ids) {
        Random random = new Random(31L * ids.hashCode() + seed);
        float[] scores = new float[4];
        for (int i = 0; i < 4; i++) {
            scores[i] = (float) random.nextGaussian() * 2;
        }
        return scores;
    }

    private static final class Scripted implements ModelSession.Decoding {
        private final int seed;
        private final List<Integer> all = new ArrayList<>();

        Scripted(int seed) {
            this.seed = seed;
        }

        @Override
        public int length() {
            return all.size();
        }

        @Override
        public float[] append(int[] ids) {
            Arrays.stream(ids).forEach(all::add);
            return scores(seed, all.subList(1, all.size()));
        }

        @Override
        public void clear() {
            all.clear();
        }

        @Override
        public void close() {}
    }

    private static List<Whole> exhaustiveScripted(int seed, int end) {
        List<Whole> done = new ArrayList<>();
        List<Whole> going = List.of(new Whole(List.of(), 0, false));
        for (int step = 0; step < 3; step++) {
            List<Whole> next = new ArrayList<>();
            for (Whole one : going) {
                float[] scores = scores(seed, one.ids());
                for (int id = 0; id < 4; id++) {
                    Whole longer = longer(one, id, logProbability(scores, 0, id, 4), id == end);
                    (id == end ? done : next).add(longer);
                }
            }
            going = next;
        }
        done.addAll(going);
        return done;
    }

    private static List<Whole> exhaustive(ModelSession session, int[] prompt, int length, int end) {
        List<Whole> going = List.of(new Whole(List.of(), 0, false));
        for (int step = 0; step < length; step++) {
            List<Whole> next = new ArrayList<>();
            for (Whole one : going) {
                int[] read = Arrays.copyOf(prompt, prompt.length + step);
                for (int i = 0; i < step; i++) {
                    read[prompt.length + i] = one.ids().get(i);
                }
                float[] scores = session.logits(Tokens.of(read), null, "lm").values();
                for (int id = 0; id < 4; id++) {
                    next.add(longer(one, id, logProbability(scores, read.length - 1, id, 4), id == end));
                }
            }
            going = next;
        }
        return going.stream()
                .sorted(Comparator.comparingDouble((Whole one) -> -one.total()))
                .toList();
    }

    private static Whole longer(Whole one, int id, double logProbability, boolean ended) {
        List<Integer> ids = new ArrayList<>(one.ids());
        ids.add(id);
        return new Whole(ids, one.total() + logProbability, ended);
    }

    private static double logProbability(float[] scores, int row, int id, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.exp(scores[row * size + i]);
        }
        return scores[row * size + id] - Math.log(sum);
    }

    private static int[] ids(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
