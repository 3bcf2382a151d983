package glassformer.inspect;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text's surprise for other programs: as fields for JSON, as a table, and as a page to read.
public final class SurpriseExport {
    private SurpriseExport() {}

    /// All of it.
    public static Map<String, @Nullable Object> fields(Surprise surprise) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("method", surprise.method().id());
        fields.put("perplexity", surprise.perplexity());
        fields.put("bitsPerToken", surprise.bitsPerToken());
        fields.put("bitsPerByte", surprise.bitsPerByte());
        fields.put("bits", surprise.bits());
        fields.put("counted", surprise.counted());
        fields.put("bytes", surprise.bytes());
        fields.put("window", surprise.window());
        fields.put("stride", surprise.stride());
        fields.put("windows", surprise.windows());
        fields.put("blindBits", surprise.blindBits());
        fields.put(
                "tokens", surprise.tokens().stream().map(SurpriseExport::fields).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(SurprisingToken token) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", token.id());
        fields.put("token", token.token());
        fields.put("text", token.text());
        fields.put("bits", token.bits());
        fields.put("probability", token.probability());
        fields.put("likeliest", token.likeliest());
        return fields;
    }

    /// A line a token: `place,id,token,bits,probability,likeliest,likeliest probability`.
    public static void csv(Surprise surprise, Writer out) throws IOException {
        out.write("place,id,token,bits,probability,likeliest,likeliest_probability\n");
        for (int place = 0; place < surprise.tokens().size(); place++) {
            SurprisingToken token = surprise.tokens().get(place);
            List<SurprisingToken.Option> likeliest = token.likeliest();
            out.write(place + "," + token.id() + "," + quoted(token.token()) + "," + number(token.bits()) + ","
                    + number(token.probability()) + ","
                    + (likeliest.isEmpty()
                            ? ","
                            : quoted(likeliest.getFirst().token()) + ","
                                    + number(likeliest.getFirst().probability()))
                    + "\n");
        }
    }

    /// The text with each token on a red that is the stronger the more surprising it is, and its bits where one points.
    public static void html(Surprise surprise, Writer out) throws IOException {
        out.write("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Surprise</title>
                <style>body{font:16px/1.7 sans-serif;max-width:50em;margin:2em auto;color:#1f2328;background:#fff}
                p.text{white-space:pre-wrap;font-family:monospace}span{border-radius:3px}</style></head><body>
                """);
        out.write(String.format(
                Locale.ROOT,
                "<p>Perplexity %.4g, %.4g bits a byte, %.4g bits a token; %d tokens. Windows of %d tokens, each %d"
                        + " after the one before.</p>%n<p class=\"text\">",
                surprise.perplexity(),
                surprise.bitsPerByte(),
                surprise.bitsPerToken(),
                surprise.counted(),
                surprise.window(),
                surprise.stride()));
        for (SurprisingToken token : surprise.tokens()) {
            Double bits = token.bits();
            if (bits == null) {
                out.write(escaped(token.text()));
            } else {
                double strength = Math.min(1, bits / surprise.blindBits());
                out.write(String.format(
                        Locale.ROOT,
                        "<span style=\"background:rgba(220,60,30,%.3f)\" title=\"%.2f bits\">%s</span>",
                        0.8 * strength,
                        bits,
                        escaped(token.text())));
            }
        }
        out.write("</p></body></html>\n");
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
