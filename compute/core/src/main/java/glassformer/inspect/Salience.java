package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.answer.Prediction;
import glassformer.answer.TypedText;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.InputGradient;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Softmax;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which tokens of a text a head's score depends on: the score's gradient by each token's embedding (Simonyan et al.
/// 2014), times the embedding (Shrikumar et al. 2016), and its length.
///
/// @param head        the head's name
/// @param labels      all that the head can say, in the order of its scores
/// @param scores      its scores, before any softmax
/// @param place       which score it is about
/// @param probability of that label; null for a number
/// @param tokens      as the model reads them
/// @param cut         whether the text was longer than the model's context, so that only its beginning is here
public record Salience(
        String head,
        List<String> labels,
        List<Double> scores,
        int place,
        @Nullable Double probability,
        List<Token> tokens,
        boolean cut) {
    /// One token of the text.
    ///
    /// @param product gradient times embedding, summed over the dimensions: positive where the token speaks for the
    // label
    /// @param norm    the gradient's length: how much the score can change here, whichever way
    public record Token(int id, String token, double product, double norm) {}

    public Salience {
        labels = List.copyOf(labels);
        scores = List.copyOf(scores);
        tokens = List.copyOf(tokens);
    }

    public String label() {
        return labels.get(place);
    }

    /// @param wanted which head; the first that can where null
    /// @param label  for which of its labels; what it says where null
    /// @throws BadInputException where no head says something of the whole text, or not that
    public static Salience of(
            ModelSession session,
            ModelSpec spec,
            Tokenizer tokenizer,
            String text,
            @Nullable String wanted,
            @Nullable String label) {
        HeadSpec head = head(spec, wanted);
        TypedText typed = TypedText.of(tokenizer, text);
        if (typed.isEmpty()) {
            throw new BadInputException("The text to look at is empty, but must have at least one token.");
        }
        SpecialTokens specials = tokenizer.specials();
        int room = spec.config().contextLength();
        Tokens input = TypedText.tokens(typed.fitted(specials, room), spec.config());
        List<String> labels = labels(head).orElseThrow();
        int place = label == null ? predicted(session, head, input) : labels.indexOf(label);
        if (place < 0) {
            throw new BadInputException("The head " + head.name() + " has no label \"" + label + "\", but "
                    + String.join(", ", labels) + ".");
        }
        InputGradient found = session.inputGradient(input, head.name(), place);
        List<Double> scores = IntStream.range(0, found.scores().length)
                .mapToObj(i -> (double) found.scores()[i])
                .toList();
        Double probability =
                head instanceof HeadSpec.Value ? null : Softmax.of(found.scores(), 0, found.scores().length)[place];
        return new Salience(
                head.name(),
                labels,
                scores,
                place,
                probability,
                tokens(found, input, tokenizer),
                typed.isCut(specials, room));
    }

    private static int predicted(ModelSession session, HeadSpec head, Tokens input) {
        float[] scores = session.logits(input, null, head.name()).values(); // (1, N)
        return Highest.of(scores, 0, scores.length);
    }

    private static List<Token> tokens(InputGradient found, Tokens input, Tokenizer tokenizer) {
        int dim = found.gradient().shape().getLast();
        float[] gradient = found.gradient().values();
        float[] embedding = found.embedding().values();
        return IntStream.range(0, input.length())
                .mapToObj(t -> {
                    double product = 0;
                    double squares = 0;
                    for (int i = t * dim; i < (t + 1) * dim; i++) {
                        product += (double) gradient[i] * embedding[i];
                        squares += (double) gradient[i] * gradient[i];
                    }
                    int id = input.ids()[t];
                    return new Token(id, tokenizer.token(id), product, Math.sqrt(squares));
                })
                .toList();
    }

    private static HeadSpec head(ModelSpec spec, @Nullable String wanted) {
        return spec.heads().stream()
                .filter(head ->
                        wanted == null ? labels(head).isPresent() : head.name().equals(wanted))
                .filter(head -> labels(head).isPresent())
                .findFirst()
                .orElseThrow(() -> new BadInputException("The model has no head"
                        + (wanted == null ? "" : " " + wanted)
                        + " that says something of a text as a whole: salience is there for classifiers, sentence"
                        + " pairs and numbers."));
    }

    /// What a head of whole texts can say.
    private static Optional<List<String>> labels(HeadSpec head) {
        return switch (head) {
            case HeadSpec.Classes classes -> Optional.of(classes.labels());
            case HeadSpec.SentencePair pair -> Optional.of(List.of(Prediction.FOLLOWS, Prediction.FOLLOWS_NOT));
            case HeadSpec.Value value -> Optional.of(List.of("value"));
            case HeadSpec.LanguageModel lm -> Optional.empty();
            case HeadSpec.MaskedTokens masked -> Optional.empty();
            case HeadSpec.TokenClasses tags -> Optional.empty();
        };
    }
}
