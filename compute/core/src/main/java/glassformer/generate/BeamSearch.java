package glassformer.generate;

import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Softmax;
import glassformer.generate.BeamTree.Fate;
import glassformer.generate.BeamTree.Hypothesis;
import glassformer.generate.BeamTree.Node;
import glassformer.text.StreamDecoder;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Looks for the likeliest text by keeping the best few at each step (Lowerre 1976; with length penalty as in Hugging
/// Face's: log-probability over length to a power).
///
/// At each step every kept text is continued by its likeliest tokens. Of all of these together the best are kept; one
/// that ends its text and is among the best is set aside. The search ends where none of those going on can become
/// better than the best that ended, or at the longest length.
public record BeamSearch(ModelSession session, Tokenizer tokenizer) {
    /// @param node its last token's place in the tree
    private record Beam(int node, int[] ids, double total) {}

    private record Candidate(Beam before, int id, double logProbability) {
        double total() {
            return before.total() + logProbability;
        }
    }

    /// A prompt that leaves no room in the model's context keeps its newest part, half of the context at least.
    ///
    /// @throws glassformer.BadInputException where the model cannot continue a text
    public BeamTree search(String prompt, BeamOptions options) {
        Continuation.requireDecoder(session);
        boolean translates = session.blueprint().hasEncoder();
        int context = session.blueprint().config().contextLength();
        int[] all = Continuation.start(session, tokenizer, prompt);
        int longest = Math.min(options.maxTokens(), context - Math.min(all.length, Math.max(1, context / 2)) + 1);
        int[] start = Continuation.newest(all, context - longest + 1);
        int end = (translates ? tokenizer.specials().separator() : tokenizer.endOfText()).orElse(-1);
        Tokens source = translates ? Tokens.of(Translator.ended(tokenizer, prompt, context)) : null;
        Growing tree = new Growing(options, end, start.length, prompt.isEmpty() || translates);
        List<Beam> beams = List.of(new Beam(-1, start, 0));
        int step = 0;
        try (ModelSession.Decoding decoding = session.startDecoding(source)) {
            while (step < longest && !beams.isEmpty() && !tree.isSettled(beams, longest)) {
                List<Candidate> candidates = new ArrayList<>();
                for (Beam beam : beams) {
                    decoding.clear();
                    candidates.addAll(likeliest(beam, decoding.append(beam.ids()), options.beams() + 1));
                }
                beams = tree.grow(candidates, step++);
            }
        }
        return tree.done(beams, tree.isSettled(beams, longest));
    }

    /// One more than there are beams, since one may end the text.
    private List<Candidate> likeliest(Beam beam, float[] scores, int most) {
        double[] probabilities = Softmax.of(scores, 0, Math.min(scores.length, tokenizer.vocabSize()));
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -probabilities[id]))
                .limit(most)
                .map(id -> new Candidate(beam, id, Math.log(probabilities[id])))
                .toList();
    }

    /// The tree so far, and the texts that ended.
    private final class Growing {
        private final BeamOptions options;
        private final int end;
        private final int start;
        private final boolean atStart;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Hypothesis> ended = new ArrayList<>();

        /// @param start   how many tokens were there before
        /// @param atStart whether the text begins with what is generated
        Growing(BeamOptions options, int end, int start, boolean atStart) {
            this.options = options;
            this.end = end;
            this.start = start;
            this.atStart = atStart;
        }

        /// @return what is gone on with
        List<Beam> grow(List<Candidate> candidates, int step) {
            List<Candidate> ranked = candidates.stream()
                    .sorted(Comparator.comparingDouble(candidate -> -candidate.total()))
                    .toList();
            List<Candidate> kept = ranked.stream()
                    .filter(candidate -> candidate.id() != end)
                    .limit(options.beams())
                    .toList();
            List<Beam> next = new ArrayList<>();
            // In the order of their parents, so that lines between them need not cross.
            for (Candidate candidate : candidates) {
                boolean ends = candidate.id() == end && ranked.indexOf(candidate) < options.beams();
                Fate fate = ends ? Fate.ENDED : kept.contains(candidate) ? Fate.KEPT : Fate.DROPPED;
                nodes.add(new Node(
                        candidate.before().node(),
                        step,
                        candidate.id(),
                        tokenizer.token(candidate.id()),
                        candidate.logProbability(),
                        candidate.total(),
                        fate));
                int[] before = candidate.before().ids();
                int[] ids = Arrays.copyOf(before, before.length + 1);
                ids[before.length] = candidate.id();
                Beam beam = new Beam(nodes.size() - 1, ids, candidate.total());
                switch (fate) {
                    case KEPT -> next.add(beam);
                    case ENDED -> ended.add(hypothesis(beam, true));
                    case DROPPED -> {}
                }
            }
            return next;
        }

        private Hypothesis hypothesis(Beam beam, boolean ends) {
            int tokens = beam.ids().length - start;
            int[] written = Arrays.copyOfRange(beam.ids(), start, beam.ids().length - (ends ? 1 : 0));
            return new Hypothesis(
                    beam.node(), text(written), tokens, beam.total(), options.score(beam.total(), tokens), ends);
        }

        private String text(int[] written) {
            StreamDecoder decoder = new StreamDecoder(tokenizer, atStart);
            StringBuilder text = new StringBuilder();
            for (int id : written) {
                text.append(decoder.push(id));
            }
            return text.append(decoder.finish()).toString();
        }

        /// Whether there are as many ended texts as beams that are all at least as good as what any of those going on
        /// can still become: probabilities only shrink, and the longest text is divided by most.
        boolean isSettled(List<Beam> going, int longest) {
            List<Hypothesis> best = best(ended);
            return best.size() == options.beams()
                    && going.stream()
                            .allMatch(beam -> options.score(beam.total(), longest)
                                    <= best.getLast().score());
        }

        BeamTree done(List<Beam> going, boolean settled) {
            List<Hypothesis> all = new ArrayList<>(ended);
            if (!settled) {
                going.forEach(beam -> all.add(hypothesis(beam, false)));
            }
            return new BeamTree(nodes, best(all), settled || going.isEmpty());
        }

        private List<Hypothesis> best(List<Hypothesis> of) {
            return of.stream()
                    .sorted(Comparator.comparingDouble((Hypothesis one) -> -one.score()))
                    .limit(options.beams())
                    .toList();
        }
    }
}
