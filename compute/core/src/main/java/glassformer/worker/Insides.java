package glassformer.worker;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.AttentionGroup;
import glassformer.engine.TensorStatistics;
import glassformer.inspect.AblationEffect;
import glassformer.inspect.Contributions;
import glassformer.inspect.HeadNumbers;
import glassformer.inspect.Inside;
import glassformer.inspect.LogitLens;
import glassformer.inspect.Part;
import glassformer.inspect.Saturation;
import glassformer.inspect.ScoreVariants;
import glassformer.inspect.SiteActivations;
import glassformer.run.TrainedModel;
import glassformer.worker.WorkerService.LensGuess;
import glassformer.worker.WorkerService.LensRow;
import glassformer.worker.WorkerService.LogitTerm;
import glassformer.worker.WorkerService.TokenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Answers what is asked of opened models' insides.
///
/// @param models by name
record Insides(Function<String, TrainedModel> models) {
    /// A matrix of each pair of more tokens does not fit into an answer.
    private static final int MOST_TOKENS = 4096;

    /// Of more tokens, only one head's matrices are computed.
    private static final int FEW_TOKENS = 1024;

    WorkerService.LookReply look(WorkerService.LookRequest request) {
        Inside inside = inside(request.model(), request.text());
        requireFewTokens(inside);
        HeadNumbers numbers = inside.head(kind(request), request.layer(), request.head());
        return new WorkerService.LookReply(
                numbers.size(),
                Models.base64(numbers.queries()),
                Models.base64(numbers.keys()),
                Models.base64(numbers.values()),
                Models.base64(numbers.scores()),
                Models.base64(numbers.outputs()));
    }

    WorkerService.VariantsReply variants(WorkerService.LookRequest request) {
        Inside inside = inside(request.model(), request.text());
        requireFewTokens(inside);
        ScoreVariants found = tokens(inside) > FEW_TOKENS
                ? inside.variantsOfHeadAlone(kind(request), request.layer(), request.head())
                : inside.variants(kind(request), request.layer(), request.head());
        return new WorkerService.VariantsReply(
                found.own().id(),
                inside.rows(kind(request)),
                inside.columns(kind(request)),
                found.all().stream().map(Insides::variant).toList());
    }

    private static void requireFewTokens(Inside inside) {
        int tokens = tokens(inside);
        if (tokens > MOST_TOKENS || inside.weights() > Models.MAX_PATTERN_VALUES) {
            throw new BadInputException("The text has " + tokens + " tokens, but scores are shown of up to "
                    + MOST_TOKENS + ", and of fewer where the model has many heads: look at a shorter text.");
        }
    }

    private static int tokens(Inside inside) {
        return Math.max(inside.text().input().length(), inside.tokens().size());
    }

    private static WorkerService.Variant variant(ScoreVariants.Of of) {
        Saturation saturation = of.saturation();
        return new WorkerService.Variant(
                of.variant().id(),
                number(saturation.variance()),
                number(saturation.largest()),
                number(saturation.entropy()),
                number(saturation.tiny()),
                number(saturation.gradient()),
                Models.base64(of.pattern()));
    }

    private static AttentionGroup.Kind kind(WorkerService.LookRequest request) {
        return Named.of(AttentionGroup.Kind.class, request.kind());
    }

    WorkerService.ActivationsReply activations(WorkerService.TextRequest request) {
        Inside inside = inside(request.model(), request.text());
        return new WorkerService.ActivationsReply(
                inside.tokens().size(),
                inside.activations().stream().map(Insides::site).toList(),
                inside.text().cut());
    }

    private static WorkerService.Site site(SiteActivations site) {
        TensorStatistics of = site.statistics();
        return new WorkerService.Site(
                of.name(),
                site.width(),
                of.norm(),
                of.histogram().min(),
                of.histogram().max(),
                Arrays.stream(of.histogram().counts()).boxed().toList(),
                site.dead());
    }

    WorkerService.LensReply lens(WorkerService.TextRequest request) {
        Inside inside = inside(request.model(), request.text());
        LogitLens lens = inside.lens();
        List<LensRow> rows = IntStream.range(0, lens.rows().size())
                .mapToObj(i -> new LensRow(
                        lens.stages().get(i),
                        lens.rows().get(i).stream()
                                .map(guess -> new LensGuess(
                                        inside.names(guess.ids()), guess.probabilities(), number(guess.target())))
                                .toList()))
                .toList();
        return new WorkerService.LensReply(inside.tokens(), rows, inside.text().cut());
    }

    WorkerService.ContributionsReply contributions(WorkerService.ContributionsRequest request) {
        Inside inside = inside(request.model(), request.text());
        int position = request.position() < 0 ? inside.tokens().size() - 1 : request.position();
        List<TokenOption> choices = inside.choices(position).stream()
                .map(choice -> new TokenOption(choice.id(), choice.name(), choice.probability()))
                .toList();
        int token = request.token() == null ? choices.getFirst().id() : request.token();
        Contributions found = inside.contributions(position, token);
        return new WorkerService.ContributionsReply(
                inside.tokens(),
                position,
                token,
                inside.names(List.of(token)).getFirst(),
                found.logit(),
                found.terms().stream().map(Insides::term).toList(),
                choices);
    }

    WorkerService.AblateReply ablate(WorkerService.AblateRequest request) {
        TrainedModel model = models.apply(request.model());
        List<Part> parts = request.parts().stream().map(Part::parse).toList();
        try (TrainedModel without = model.without(parts)) {
            AblationEffect effect = AblationEffect.of(model.responder(), without.responder(), request.text());
            return new WorkerService.AblateReply(
                    number(effect.lossBefore()), number(effect.lossAfter()), effect.textBefore(), effect.textAfter());
        }
    }

    private Inside inside(String model, String text) {
        TrainedModel opened = models.apply(model);
        return Inside.of(opened.session(), opened.tokenizer(), text);
    }

    private static LogitTerm term(Contributions.Term term) {
        return switch (term.from()) {
            case Contributions.From.Embedding() -> new LogitTerm("embedding", 0, Part.WHOLE, term.value());
            case Contributions.From.Of(Part part) ->
                new LogitTerm(part.kind().id(), part.block(), part.head(), term.value());
            case Contributions.From.OutputBias(int block, Part.Kind kind) ->
                new LogitTerm(kind.id() + "-bias", block, Part.WHOLE, term.value());
            case Contributions.From.Biases() -> new LogitTerm("biases", 0, Part.WHOLE, term.value());
        };
    }

    /// JSON has no NaN.
    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
