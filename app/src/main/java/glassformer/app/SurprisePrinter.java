package glassformer.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import glassformer.inspect.Surprise;
import glassformer.inspect.SurpriseExport;
import glassformer.inspect.SurprisingToken;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What `evaluate --text` says.
record SurprisePrinter(Surprise surprise) {
    private static final int SHOWN = 10;

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "Perplexity      %.4f%n", surprise.perplexity());
        out.printf(Locale.ROOT, "Bits per byte   %.4f%n", surprise.bitsPerByte());
        out.printf(
                Locale.ROOT,
                "Bits per token  %.4f (a blind guess: %.4f)%n",
                surprise.bitsPerToken(),
                surprise.blindBits());
        out.println("Tokens          " + surprise.counted() + " of " + surprise.bytes() + " bytes, " + how());
        out.println("Most surprising, in bits, and what was expected");
        surprise.tokens().stream()
                .filter(token -> token.bits() != null)
                .sorted(Comparator.comparingDouble(SurprisePrinter::bits).reversed())
                .limit(SHOWN)
                .forEach(token -> out.printf(
                        Locale.ROOT,
                        "%8.2f  %-16s %s%n",
                        bits(token),
                        quoted(token.token()),
                        token.likeliest().stream()
                                .limit(3)
                                .map(option -> String.format(
                                        Locale.ROOT, "%s %.2f", quoted(option.token()), option.probability()))
                                .collect(Collectors.joining("  "))));
    }

    private String how() {
        return switch (surprise.method()) {
                    case NEXT_TOKEN -> "each after those before it";
                    case MASKED_IN_TURN -> "each where it alone is masked";
                    case TARGET_OF_SOURCE -> "of the target, after the source";
                }
                + (surprise.windows() == 1
                        ? ""
                        : ", in " + surprise.windows() + " windows of " + surprise.window() + " tokens, each "
                                + surprise.stride() + " after the one before");
    }

    /// `surprise.json`, `surprise.csv` and `surprise.html`.
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve("surprise.json"),
                    List.of(new ObjectMapper().writeValueAsString(SurpriseExport.fields(surprise))));
            try (Writer out = Files.newBufferedWriter(folder.resolve("surprise.csv"))) {
                SurpriseExport.csv(surprise, out);
            }
            try (Writer out = Files.newBufferedWriter(folder.resolve("surprise.html"))) {
                SurpriseExport.html(surprise, out);
            }
        } catch (IOException e) {
            throw new BadInputException("Cannot write to " + folder + ": " + e.getMessage());
        }
    }

    private static double bits(SurprisingToken token) {
        Double bits = token.bits();
        return bits == null ? 0 : bits;
    }

    private static String quoted(String token) {
        return '"' + token + '"';
    }
}
