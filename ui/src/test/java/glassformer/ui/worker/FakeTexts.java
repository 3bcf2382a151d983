package glassformer.ui.worker;

import glassformer.generate.BeamTree;
import glassformer.generate.CacheComparison;
import glassformer.inspect.Alignment;
import glassformer.inspect.Salience;
import glassformer.inspect.Surprise;
import glassformer.inspect.SurprisingToken;
import glassformer.worker.TextService;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.TextRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Answers about texts at once, each character a token.
final class FakeTexts implements TextService {
    private final BiFunction<Object, Object, CompletableFuture<?>> answering;

    /// @param answering from a request and its answer to what is given back
    FakeTexts(BiFunction<Object, Object, CompletableFuture<?>> answering) {
        this.answering = answering;
    }

    @SuppressWarnings("unchecked")
    private <T> CompletableFuture<T> answer(Object request, T answer) {
        return (CompletableFuture<T>) answering.apply(request, answer);
    }

    /// The first token has no probability, the others cost 1, 2, 3 ... bits of 4.
    @Override
    public CompletableFuture<Surprise> surprise(TextRequest request) {
        List<SurprisingToken> tokens = new ArrayList<>();
        for (int i = 0; i < request.text().length(); i++) {
            String name = request.text().substring(i, i + 1);
            var options = List.of(
                    new SurprisingToken.Option(9, "x", 0.5), new SurprisingToken.Option(name.charAt(0), name, 0.25));
            tokens.add(new SurprisingToken(
                    name.charAt(0), name, name, i == 0 ? null : (double) i, i == 0 ? List.of() : options));
        }
        return answer(
                request, new Surprise(Surprise.Method.NEXT_TOKEN, tokens, Math.max(1, tokens.size() - 1), 8, 4, 2, 4));
    }

    /// Ten tokens of the scores 9, 8, 7 ...; token `i` adds the letter number `i`; token 9 ends the text.
    @Override
    public CompletableFuture<NextScores> next(NextRequest request) {
        float[] scores = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
        List<TokenName> names = IntStream.range(0, 10)
                .mapToObj(i -> new TokenName(i, letter(i)))
                .toList();
        return answer(
                request,
                new NextScores(
                        Base64.getEncoder().encodeToString(Patterns.bytes(scores)),
                        9,
                        request.ids().stream().map(FakeTexts::letter).toList(),
                        names));
    }

    private static String letter(int id) {
        return Character.toString('a' + id);
    }

    /// Two steps of as many beams, each with one token more that is dropped; the last of the second step ends.
    @Override
    public CompletableFuture<BeamTree> beams(BeamRequest request) {
        List<BeamTree.Node> nodes = new ArrayList<>();
        int beams = request.beams();
        for (int i = 0; i <= beams; i++) {
            nodes.add(node(-1, 0, i, -0.5 * (i + 1), i < beams ? BeamTree.Fate.KEPT : BeamTree.Fate.DROPPED));
        }
        for (int parent = 0; parent < beams; parent++) {
            for (int i = 0; i <= beams; i++) {
                BeamTree.Fate fate =
                        i > 0 ? BeamTree.Fate.DROPPED : parent == beams - 1 ? BeamTree.Fate.ENDED : BeamTree.Fate.KEPT;
                nodes.add(node(parent, 1, i, -0.5 * (parent + 1) - i - 1, fate));
            }
        }
        List<BeamTree.Hypothesis> best = IntStream.range(0, beams)
                .mapToObj(i -> new BeamTree.Hypothesis(
                        beams + 1 + i * (beams + 1),
                        letter(i) + letter(0),
                        2,
                        -0.5 * (i + 1) - 1,
                        (-0.5 * (i + 1) - 1) / 2,
                        i == beams - 1))
                .toList();
        return answer(request, new BeamTree(nodes, best, false));
    }

    private static BeamTree.Node node(int parent, int step, int id, double total, BeamTree.Fate fate) {
        return new BeamTree.Node(parent, step, id, letter(id), -0.5 * (id + 1), total, fate);
    }

    /// The cache makes each token take 2 ms; without, it takes one more each time.
    @Override
    public CompletableFuture<CacheComparison> compareCache(GenerateRequest request) {
        List<Double> fast = Collections.nCopies(request.maxTokens(), 2.0);
        List<Double> slow =
                IntStream.range(0, request.maxTokens()).mapToObj(i -> 2.0 + i).toList();
        return answer(request, new CacheComparison(request.maxTokens(), fast, slow, -1, false));
    }

    @Override
    public CompletableFuture<Beside> sideBySide(BesideRequest request) {
        return answer(request, new Beside(List.of("one", "two"), List.of(3, 3), false));
    }

    /// Each written token looks at the source token below it.
    @Override
    public CompletableFuture<Alignment> alignment(TextRequest request) {
        List<List<Double>> layer = List.of(List.of(0.7, 0.2, 0.1), List.of(0.1, 0.6, 0.3), List.of(0.2, 0.1, 0.7));
        List<List<Double>> even = Collections.nCopies(3, List.of(0.3, 0.3, 0.4));
        return answer(
                request,
                new Alignment(
                        List.of("3", "9", "</s>"), List.of("trois", "neuf", "</s>"), List.of(layer, even), false));
    }

    @Override
    public CompletableFuture<Salience> salience(SalienceRequest request) {
        String label = request.label() == null ? "sea" : request.label();
        List<String> labels = List.of("sea", "land", "air");
        List<Salience.Token> tokens = List.of(
                new Salience.Token(0, "[CLS]", 0.1, 0.2),
                new Salience.Token(1, "the", -0.5, 0.6),
                new Salience.Token(2, "ship", 2, 1.5),
                new Salience.Token(3, "[SEP]", 0, 0.1));
        return answer(
                request,
                new Salience("topic", labels, List.of(2.0, 1.0, 0.0), labels.indexOf(label), 0.7, tokens, false));
    }
}
