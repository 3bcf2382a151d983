package glassformer.app;

import glassformer.generate.AnswersBeside;
import glassformer.generate.BeamOptions;
import glassformer.generate.BeamSearch;
import glassformer.generate.BeamTree;
import glassformer.generate.SamplingOptions;
import glassformer.generate.SideBySide;
import glassformer.generate.TokenChoice;
import glassformer.inspect.Alignment;
import glassformer.inspect.Salience;
import glassformer.inspect.TextTables;
import glassformer.run.TrainedModel;
import glassformer.text.StreamDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What `generate` can show of a text besides the text: printed, as fields of the JSON object, and as files.
///
/// @param fields of the JSON object
/// @param plain  what is printed without `--json`
/// @param table  written as CSV under `name`
record TextLook(Map<String, @Nullable Object> fields, List<String> plain, String name, Table table) {
    /// Writes a table.
    interface Table {
        void write(Writer out) throws IOException;
    }

    static TextLook beams(TrainedModel model, String prompt, BeamOptions options) {
        BeamTree tree = new BeamSearch(model.session(), model.tokenizer()).search(prompt, options);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "text",
                tree.hypotheses().isEmpty() ? "" : tree.hypotheses().getFirst().text());
        fields.put("beams", options.beams());
        fields.put("lengthPenalty", options.lengthPenalty());
        fields.put("finished", tree.finished());
        fields.put("hypotheses", tree.hypotheses());
        fields.put("nodes", tree.nodes());
        List<String> plain = new ArrayList<>(List.of("   score  log-prob  tokens  text"));
        tree.hypotheses()
                .forEach(one -> plain.add(String.format(
                        Locale.ROOT,
                        "%8.4f  %8.4f  %6d  %s%s",
                        one.score(),
                        one.total(),
                        one.tokens(),
                        one.text(),
                        one.ended() ? "" : " ...")));
        plain.add(tree.nodes().size() + " tokens were looked at; --json and --out give the tree.");
        return new TextLook(fields, plain, "beams.csv", out -> TextTables.csv(tree, out));
    }

    static TextLook alignment(TrainedModel model, String prompt) {
        Alignment alignment = Alignment.of(model.session(), model.tokenizer(), prompt);
        List<Integer> strongest = alignment.strongest();
        List<List<Double>> mean = alignment.mean();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("source", alignment.source());
        fields.put("wrote", alignment.wrote());
        fields.put("strongest", strongest);
        fields.put("mean", mean);
        fields.put("layers", alignment.layers());
        fields.put("cut", alignment.cut());
        List<String> plain = IntStream.range(0, strongest.size())
                .mapToObj(t -> String.format(
                        Locale.ROOT,
                        "%-16s <- %-16s %.2f",
                        alignment.wrote().get(t),
                        alignment.source().get(strongest.get(t)),
                        mean.get(t).get(strongest.get(t))))
                .toList();
        return new TextLook(fields, plain, "alignment.csv", out -> TextTables.csv(alignment, out));
    }

    static TextLook salience(TrainedModel model, String prompt) {
        Salience salience = Salience.of(model.session(), model.spec(), model.tokenizer(), prompt, null, null);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("head", salience.head());
        fields.put("label", salience.label());
        fields.put("probability", salience.probability());
        fields.put("labels", salience.labels());
        fields.put("scores", salience.scores());
        fields.put("tokens", salience.tokens());
        fields.put("cut", salience.cut());
        Double probability = salience.probability();
        List<String> plain = new ArrayList<>();
        plain.add(salience.label()
                + (probability == null ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100 * probability)));
        plain.add("gradient x input      norm  token");
        salience.tokens()
                .forEach(token -> plain.add(
                        String.format(Locale.ROOT, "%16.5f  %8.5f  %s", token.product(), token.norm(), token.token())));
        return new TextLook(fields, plain, "salience.csv", out -> TextTables.csv(salience, out));
    }

    /// @param names of the runs, for people
    static TextLook sideBySide(List<TrainedModel> models, List<String> names, String prompt, SamplingOptions options) {
        List<List<TokenChoice>> written = List.of(new ArrayList<>(), new ArrayList<>());
        new SideBySide(models.stream()
                        .map(model -> new SideBySide.Side(model.session(), model.tokenizer()))
                        .toList())
                .generate(prompt, options, (side, choice) -> written.get(side).add(choice), () -> false);
        List<AnswersBeside.Answer> answers = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (int side = 0; side < models.size(); side++) {
            TrainedModel model = models.get(side);
            StreamDecoder decoder = new StreamDecoder(
                    model.tokenizer(),
                    prompt.isEmpty() || model.session().blueprint().hasEncoder());
            StringBuilder text = new StringBuilder();
            written.get(side).forEach(choice -> text.append(decoder.push(choice.id())));
            text.append(decoder.finish());
            answers.add(new AnswersBeside.Answer(
                    names.get(side),
                    model.step(),
                    text.toString(),
                    written.get(side).stream()
                            .map(choice -> new AnswersBeside.Token(choice.id(), choice.token(), choice.probability()))
                            .toList()));
            plain.add(names.get(side) + ", step " + model.step() + ": " + text);
        }
        AnswersBeside both = new AnswersBeside(prompt, answers);
        int rows = Math.max(written.get(0).size(), written.get(1).size());
        plain.add("place  token and probability of each");
        for (int i = 0; i < rows; i++) {
            plain.add(String.format(
                    Locale.ROOT, "%5d  %-24s %s", i + 1, cell(written.get(0), i), cell(written.get(1), i)));
        }
        return new TextLook(Map.of("runs", both.runs()), plain, "side-by-side.csv", out -> TextTables.csv(both, out));
    }

    private static String cell(List<TokenChoice> written, int place) {
        return place < written.size()
                ? String.format(
                        Locale.ROOT,
                        "\"%s\" %.3f",
                        written.get(place).token(),
                        written.get(place).probability())
                : "";
    }

    void print(PrintStream out) {
        plain.forEach(out::println);
    }

    /// The table as CSV.
    String tableText() {
        StringWriter out = new StringWriter();
        try {
            table.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // text in memory
        }
        return out.toString();
    }

    /// The JSON object as `generate.json`, and the table.
    void write(OutFolder folder, JsonLine line) {
        folder.json("generate.json", line);
        folder.text(name, tableText());
    }
}
