package glassformer.task;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.settings.Values;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Texts and pairs as a model reads them, with the special tokens around.
///
/// @param segments  whether the model tells a pair's texts apart by token types
/// @param longTexts how texts are read that are longer than the context
record Texts(Tokenizer tokenizer, int contextLength, boolean segments, LongTexts longTexts) {
    private static final int BATCH = 32;
    private static final long WINDOW = 3;

    /// @param values of a lab
    static Texts of(Values values, Tokenizer tokenizer) {
        return new Texts(tokenizer, values.whole("model.contextLength"), segments(values), LongTexts.of(values));
    }

    /// Whether a lab's model tells two texts apart by token types.
    static boolean segments(Values values) {
        return values.schema().has("model.tokenTypes") && values.whole("model.tokenTypes") >= 2;
    }

    /// A row each; of a text that is read in windows the first one.
    Tokens tokens(List<Input> inputs) {
        return padded(inputs.stream().map(input -> windows(input).getFirst()).toList());
    }

    Tokens padded(List<TokenPair> rows) {
        return Item.pad(
                rows.stream().map(this::item).toList(), tokenizer.specials().requirePad());
    }

    private Item item(TokenPair pair) {
        return segments ? Item.of(pair) : Item.of(pair.ids());
    }

    /// What is read of a text or a pair: one window or more.
    List<TokenPair> windows(Input input) {
        SpecialTokens specials = tokenizer.specials();
        return switch (input) {
            case Input.Single(String text) -> longTexts.of(specials, tokenizer.encode(text), contextLength);
            case Input.Pair(String first, String second) ->
                List.of(TokenPair.of(
                        specials,
                        tokenizer.encode(first),
                        tokenizer.encode(second),
                        contextLength,
                        longTexts.truncation()));
        };
    }

    /// A row each; of a text that is read in windows one by chance, always the same one for the same seed and place.
    ///
    /// @param firstPlace how many examples were drawn before, over all steps
    Tokens drawn(List<Input> inputs, long seed, long firstPlace) {
        List<TokenPair> rows = new ArrayList<>();
        for (int row = 0; row < inputs.size(); row++) {
            List<TokenPair> windows = windows(inputs.get(row));
            double chance = SplitMix64.uniform(seed, firstPlace + row, WINDOW);
            rows.add(windows.get((int) (chance * windows.size())));
        }
        return padded(rows);
    }

    /// All windows of all examples, in batches.
    ///
    /// @param batch makes one of windows and of the example that each is of
    List<Batch> whole(
            List<Example> examples,
            Function<Example, Input> input,
            int batchSize,
            BiFunction<Tokens, List<Example>, Batch> batch) {
        List<TokenPair> rows = new ArrayList<>();
        List<Example> owners = new ArrayList<>();
        for (Example example : examples) {
            for (TokenPair window : windows(input.apply(example))) {
                rows.add(window);
                owners.add(example);
            }
        }
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += batchSize) {
            int to = Math.min(from + batchSize, rows.size());
            batches.add(batch.apply(padded(rows.subList(from, to)), owners.subList(from, to)));
        }
        return batches;
    }

    /// A head's scores for the windows of each text.
    ///
    /// @return for each input one or more of `(N)`
    List<List<float[]>> scores(ModelSession session, List<Input> inputs, String head, Progress progress) {
        List<List<float[]>> scores = new ArrayList<>();
        List<TokenPair> rows = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (Input input : inputs) {
            for (TokenPair window : windows(input)) {
                rows.add(window);
                owners.add(scores.size());
            }
            scores.add(new ArrayList<>());
        }
        float[][] found = scoresOf(session, rows, head, progress);
        for (int row = 0; row < found.length; row++) {
            scores.get(owners.get(row)).add(found[row]);
        }
        return scores;
    }

    /// In batches of about one length each, so that little is padding.
    private float[][] scoresOf(ModelSession session, List<TokenPair> rows, String head, Progress progress) {
        List<Integer> byLength = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).ids().length))
                .toList();
        float[][] scores = new float[rows.size()][];
        for (int from = 0; from < rows.size(); from += BATCH) {
            progress.step((double) from / rows.size());
            List<Integer> batch = byLength.subList(from, Math.min(from + BATCH, rows.size()));
            Tensor found = session.logits(padded(batch.stream().map(rows::get).toList()), null, head); // (B, N)
            int size = found.shape().getLast();
            for (int i = 0; i < batch.size(); i++) {
                scores[batch.get(i)] = Arrays.copyOfRange(found.values(), i * size, (i + 1) * size);
            }
        }
        return scores;
    }

    static BadInputException unfit(TaskKind task, Example example) {
        return new BadInputException("The task " + task.id() + " cannot learn from the example " + example.question()
                + "; its data needs other columns or another task.");
    }
}
