package glassformer.generate;

import java.util.List;
import java.util.stream.IntStream;

/// How likely each token is to come next: as the model says, with a temperature, and after the cuts of top-k and top-p.
/// All of it from the same scores, so that what is shown is what a token is drawn from.
public final class Distribution {
    private final float[] logits;
    private final int vocabSize;
    private final Ranking model;

    /// One token.
    ///
    /// @param model    as the model says
    /// @param tempered with the temperature
    /// @param kept     with the temperature and the cuts; 0 where it is cut off. These add up to 1
    public record Odds(int id, double model, double tempered, double kept) {}

    /// @param logits    `(V)`
    /// @param vocabSize scores beyond it belong to no token
    /// @throws glassformer.BadInputException where a score is no number
    public Distribution(float[] logits, int vocabSize) {
        this.logits = logits;
        this.vocabSize = vocabSize;
        this.model = new Ranking(logits, vocabSize, 1);
    }

    /// The likeliest tokens, likeliest first. Their order is the same at every temperature.
    public List<Odds> likeliest(SamplingOptions options, int count) {
        Ranking tempered = ranking(options);
        int kept = kept(options);
        double sum = IntStream.range(0, kept).mapToDouble(tempered::probability).sum();
        boolean greedy = options.temperature() == 0;
        return IntStream.range(0, Math.min(count, model.size()))
                .mapToObj(rank -> new Odds(
                        model.id(rank),
                        model.probability(rank),
                        greedy ? (rank == 0 ? 1 : 0) : tempered.probability(rank),
                        rank >= kept ? 0 : greedy ? 1 : tempered.probability(rank) / sum))
                .toList();
    }

    /// How many tokens can come.
    public int kept(SamplingOptions options) {
        return options.temperature() == 0 ? 1 : ranking(options).kept(options.topK(), options.topP());
    }

    public int size() {
        return model.size();
    }

    /// The token that a uniform number from 0 to 1 falls on.
    public int draw(SamplingOptions options, double uniform) {
        return options.temperature() == 0
                ? model.id(0)
                : model.id(ranking(options).draw(kept(options), uniform));
    }

    private Ranking ranking(SamplingOptions options) {
        return new Ranking(logits, vocabSize, options.temperature());
    }
}
