package glassformer.run;

import glassformer.BadInputException;
import glassformer.data.Example;
import glassformer.engine.ModelSession;
import glassformer.evaluate.Judgements;
import glassformer.task.ExampleData;
import glassformer.task.ExampleTasks;
import glassformer.task.MaskedData;
import glassformer.task.Masking;
import glassformer.task.Side;
import glassformer.task.TaskData;
import glassformer.task.TranslationMaskedData;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a model is judged on.
///
/// @param data the lab's, or a text in its place
/// @param side which part of it
/// @param rows examples from elsewhere in place of the side's; empty for none
record JudgedData(TaskData data, Side side, List<Example> rows) implements AutoCloseable {
    /// @throws BadInputException                           where the data cannot be used
    /// @throws java.util.concurrent.CancellationException where the control stops it
    static JudgedData of(
            Lab lab, EvaluationRequest request, Tokenizer tokenizer, RunListener listener, TrainingControl control) {
        return switch (request.examined()) {
            case Examined.Split(Side side) ->
                new JudgedData(PreparedData.of(lab, request.run(), tokenizer, listener, control), side, List.of());
            case Examined.File(Path file) -> ofFile(lab, request.run(), file, tokenizer, listener, control);
        };
    }

    private static JudgedData ofFile(
            Lab lab, Path run, Path file, Tokenizer tokenizer, RunListener listener, TrainingControl control) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + " to evaluate on.");
        }
        if (!lab.task().readsCorpus()) {
            // The lab's own data says what the answers of the model mean: which classes there are, how numbers are
            // scaled.
            TaskData own = PreparedData.of(lab, run, tokenizer, listener, control);
            try {
                return new JudgedData(own, Side.VALIDATION, ExampleTasks.of(file, lab.values(), lab.task()));
            } catch (RuntimeException e) {
                own.close();
                throw e;
            }
        }
        Corpus corpus = Corpora.resolve("file:" + file.toAbsolutePath(), run);
        return new JudgedData(text(lab, corpus, tokenizer, listener, control), Side.VALIDATION, List.of());
    }

    private static TaskData text(
            Lab lab, Corpus corpus, Tokenizer tokenizer, RunListener listener, TrainingControl control) {
        return switch (lab.task()) {
            case LANGUAGE_MODEL -> PreparedText.whole(lab, corpus, tokenizer, listener, control);
            case MASKED_LANGUAGE_MODEL -> {
                Masking masking = Masking.of(lab.values());
                if (lab.values().flag("data.nextSentence")) {
                    yield PreparedSentences.read(lab, masking, corpus, tokenizer, null, listener, control);
                }
                PreparedText text = PreparedText.whole(lab, corpus, tokenizer, listener, control);
                try {
                    int length = lab.values().whole("model.contextLength");
                    yield new MaskedData(text, text.held(), text.held(), length, masking);
                } catch (RuntimeException e) {
                    text.close();
                    throw e;
                }
            }
            case TRANSLATION,
                    TRANSLATION_LANGUAGE_MODEL,
                    CLASSIFICATION,
                    REGRESSION,
                    TOKEN_CLASSIFICATION,
                    MULTI_TASK -> throw new IllegalArgumentException(lab.task() + " reads examples, not a text");
        };
    }

    List<Judgements> judge(ModelSession session, int most, Progress progress) {
        if (rows.isEmpty()) {
            return data.judge(session, side, most, progress);
        }
        return switch (data) {
            case ExampleData examples -> examples.judge(session, rows, most, progress);
            case TranslationMaskedData examples -> examples.judge(session, rows, most, progress);
            default -> throw new IllegalStateException(data.getClass() + " does not read examples");
        };
    }

    @Override
    public void close() {
        data.close();
    }
}
