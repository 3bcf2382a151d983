package glassformer.app;

import glassformer.answer.AnswerKind;
import glassformer.answer.Answered;
import glassformer.answer.TypedText;
import glassformer.generate.Generator;
import glassformer.generate.SamplingOptions;
import glassformer.run.TrainedModel;
import glassformer.text.StreamDecoder;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Asks a trained model: continues a text, translates, classifies, fills in [MASK].")
final class GenerateCommand implements Callable<Integer> {
    private static final double TEMPERATURE = 0.8;

    private final Session session;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to continue; may be empty.")
    private String prompt = "";

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "0 takes the likeliest token, 1 draws as the model says. Initially 0.8, for a translation 0.")
    private @Nullable Double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "Draws from the K likeliest tokens; 0 from all. Initially ${DEFAULT-VALUE}.",
            defaultValue = "40")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Draws from the likeliest tokens that reach probability P. Initially ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double topP;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "How many tokens to generate. Initially ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int maxTokens;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same text. Initially ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(names = "--no-cache", description = "Reads all tokens again for each one; gives the same text, slower.")
    private boolean noCache;

    @Mixin
    private TextLookOptions looks = new TextLookOptions();

    @Option(names = "--json", description = "Prints the text as one JSON object when it is done.")
    private boolean json;

    GenerateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SamplingOptions drawn = options(TEMPERATURE);
        PrintStream out = session.console().out();
        try (TrainedModel opened = model.open(session)) {
            AnswerKind kind = AnswerKind.of(opened.spec());
            if (looks.any()) {
                String folder = model.folder(session).toString();
                JsonLine line = new JsonLine()
                        .with("run", folder)
                        .with("step", opened.step())
                        .with("prompt", prompt);
                SamplingOptions both = kind == AnswerKind.TRANSLATION ? options(0) : drawn;
                looks.show(session, opened, folder, prompt, both, line, json);
                return ExitCode.DONE;
            }
            if (kind == AnswerKind.HIDDEN_WORDS || kind == AnswerKind.PREDICTION) {
                return answer(opened);
            }
            // A translation is the likeliest one, unless asked otherwise.
            SamplingOptions options = kind == AnswerKind.TRANSLATION ? options(0) : drawn;
            StreamDecoder stream = new StreamDecoder(opened.tokenizer(), prompt.isEmpty());
            StringBuilder text = new StringBuilder();
            List<Integer> ids = new ArrayList<>();
            if (!json && !opened.session().blueprint().hasEncoder()) {
                out.print(prompt);
            }
            long began = System.nanoTime();
            Generator generator = new Generator(opened.session(), opened.tokenizer(), !noCache);
            generator.generate(
                    prompt,
                    options,
                    choice -> {
                        ids.add(choice.id());
                        show(stream.push(choice.id()), text, out);
                    },
                    () -> false);
            show(stream.finish(), text, out);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (json) {
                out.println(new JsonLine()
                        .with("run", model.folder(session).toString())
                        .with("step", opened.step())
                        .with("prompt", prompt)
                        .with("text", text.toString())
                        .with(
                                "promptIds",
                                Arrays.stream(generator.read(prompt)).boxed().toList())
                        .with("ids", ids)
                        .with("tokens", ids.size())
                        .with("cache", !noCache)
                        .with("seconds", seconds)
                        .with("tokensPerSecond", ids.size() / seconds));
            } else {
                out.println();
                if (noCache) {
                    session.console()
                            .err()
                            .printf(
                                    Locale.ROOT,
                                    "%d tokens without a cache, %.1f tokens/s%n",
                                    ids.size(),
                                    ids.size() / seconds);
                }
            }
        }
        return ExitCode.DONE;
    }

    private SamplingOptions options(double initially) {
        return new SamplingOptions(temperature == null ? initially : temperature, topK, topP, seed, maxTokens);
    }

    /// Classifiers and models of hidden words say one thing about the prompt.
    private int answer(TrainedModel opened) {
        Answered answered = opened.predictor().of(prompt);
        int[] read = TypedText.of(opened.tokenizer(), prompt)
                .fitted(opened.tokenizer().specials(), opened.spec().config().contextLength())
                .ids();
        session.console()
                .out()
                .println(
                        json
                                ? new JsonLine()
                                        .with("run", model.folder(session).toString())
                                        .with("step", opened.step())
                                        .with("prompt", prompt)
                                        .with("text", answered.text())
                                        .with(
                                                "promptIds",
                                                Arrays.stream(read).boxed().toList())
                                        .with("predictions", answered.predictions())
                                : answered.text());
        return ExitCode.DONE;
    }

    private void show(String piece, StringBuilder text, PrintStream out) {
        text.append(piece);
        if (!json) {
            out.print(piece);
            out.flush();
        }
    }
}
