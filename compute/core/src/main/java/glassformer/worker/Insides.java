package glassformer.worker;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import glassformer.inspect.AblationEffect;
import glassformer.inspect.Contributions;
import glassformer.inspect.Inside;
import glassformer.inspect.LogitLens;
import glassformer.inspect.Part;
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
    WorkerService.LookReply look(WorkerService.LookRequest request) {
        Inside inside = inside(request.model(), request.text());
        AttentionGroup.Kind kind = Named.of(AttentionGroup.Kind.class, request.kind());
        List<Trace.Look> looks = inside.looks(kind);
        int layer = request.layer();
        if (layer < 0
                || layer >= looks.size()
                || request.head() < 0
                || request.head() >= looks.get(layer).queries().shape().getFirst()) {
            throw new BadInputException("The model has no head " + request.head() + " in layer " + layer + ".");
        }
        Trace.Look look = looks.get(layer);
        return new WorkerService.LookReply(
                look.queries().shape().getLast(),
                ofHead(look.queries(), request.head()),
                ofHead(look.keys(), request.head()),
                ofHead(look.scores(), request.head()));
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

    private static String ofHead(Tensor tensor, int head) {
        int size = tensor.values().length / tensor.shape().getFirst();
        return Models.base64(Arrays.copyOfRange(tensor.values(), head * size, (head + 1) * size));
    }

    /// JSON has no NaN.
    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
