package glassformer.app;

import glassformer.run.NamedTokenizer;
import glassformer.text.TokenizedText;
import glassformer.text.Tokenizer;
import glassformer.text.VocabularyStats;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `tokens` says of a text, side by side for several tokenizers.
final class TokensReport {
    private static final int MOST_ROWS = 200;

    private final String text;
    private final List<Cut> cuts = new ArrayList<>();

    private record Cut(NamedTokenizer named, TokenizedText tokens, VocabularyStats figures) {
        Tokenizer tokenizer() {
            return named.tokenizer();
        }
    }

    TokensReport(String text) {
        this.text = text;
    }

    void add(NamedTokenizer named) {
        cuts.add(new Cut(
                named,
                TokenizedText.of(named.tokenizer(), text),
                VocabularyStats.of(named.tokenizer(), List.of(text).iterator(), Long.MAX_VALUE)));
    }

    JsonLine json() {
        return new JsonLine()
                .with("text", text)
                .with("tokenizers", cuts.stream().map(TokensReport::fields).toList());
    }

    private static Map<String, @Nullable Object> fields(Cut cut) {
        List<TokenizedText.Piece> pieces = cut.tokens().pieces();
        JsonLine line = new JsonLine().with("name", cut.named().name());
        figures(cut).forEach(line::with);
        return line.with("ids", cut.tokens().ids())
                .with("tokens", pieces.stream().map(TokenizedText.Piece::token).toList())
                .with("texts", pieces.stream().map(TokenizedText.Piece::text).toList())
                .with(
                        "offsets",
                        pieces.stream()
                                .map(piece -> List.of(piece.start(), piece.end()))
                                .toList())
                .fields();
    }

    private static Map<String, Object> figures(Cut cut) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kind", cut.tokenizer().kind());
        figures.put("vocabSize", cut.tokenizer().vocabSize());
        figures.put("count", cut.figures().tokens());
        figures.put("tokensPerWord", cut.figures().tokensPerWord());
        figures.put("charactersPerToken", cut.figures().charactersPerToken());
        figures.put("bytesPerToken", cut.figures().bytesPerToken());
        figures.put("unknown", cut.figures().unknown());
        figures.put("unknownRate", cut.figures().unknownRate());
        return figures;
    }

    void print(PrintStream out) {
        for (Cut cut : cuts) {
            out.println(cut.named().name());
            out.printf(
                    Locale.ROOT,
                    "%s of %d tokens; the text is %d: %.2f a word, %.2f bytes a token, %.1f %% unknown%n",
                    cut.tokenizer().kind(),
                    cut.tokenizer().vocabSize(),
                    cut.figures().tokens(),
                    cut.figures().tokensPerWord(),
                    cut.figures().bytesPerToken(),
                    100 * cut.figures().unknownRate());
            List<TokenizedText.Piece> pieces = cut.tokens().pieces();
            pieces.stream()
                    .limit(MOST_ROWS)
                    .forEach(piece -> out.printf(
                            Locale.ROOT,
                            "%7d  %5d-%-5d  %s%n",
                            piece.id(),
                            piece.start(),
                            piece.end(),
                            visible(piece.token())));
            if (pieces.size() > MOST_ROWS) {
                out.println("... and " + (pieces.size() - MOST_ROWS) + " more; --json and --out give all");
            }
        }
    }

    /// Spaces as GPT-2's vocabulary shows them.
    static String visible(String token) {
        return token.isEmpty() ? "\u2205" : token.replace(' ', '\u2423');
    }

    /// The tables; the JSON is the command's.
    void write(OutFolder out) {
        CsvTable table = new CsvTable(
                "tokenizer",
                "kind",
                "vocabSize",
                "tokens",
                "tokensPerWord",
                "charactersPerToken",
                "bytesPerToken",
                "unknown",
                "unknownRate");
        for (int i = 0; i < cuts.size(); i++) {
            Cut cut = cuts.get(i);
            List<@Nullable Object> row = new ArrayList<>(List.of(cut.named().name()));
            row.addAll(figures(cut).values());
            table.row(row);
            CsvTable pieces = new CsvTable("place", "id", "token", "text", "start", "end");
            for (int at = 0; at < cut.tokens().pieces().size(); at++) {
                TokenizedText.Piece piece = cut.tokens().pieces().get(at);
                pieces.row(at, piece.id(), piece.token(), piece.text(), piece.start(), piece.end());
            }
            out.csv("tokens-" + (i + 1) + ".csv", pieces);
        }
        out.csv("tokenizers.csv", table);
    }
}
