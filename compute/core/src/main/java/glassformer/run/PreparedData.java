package glassformer.run;

import glassformer.augment.AugmentationKind;
import glassformer.engine.Engines;
import glassformer.task.ExampleData;
import glassformer.task.ExampleTasks;
import glassformer.task.MaskedData;
import glassformer.task.Masking;
import glassformer.task.TaskData;
import glassformer.task.TranslationMaskedData;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes a lab's data ready, whatever its task.
final class PreparedData {
    private PreparedData() {}

    /// @param known the tokenizer of a model that goes on; trained from the data where null
    /// @throws glassformer.BadInputException               where the data cannot be used
    /// @throws java.util.concurrent.CancellationException where the control stops it
    static TaskData of(
            Lab lab, Path labFolder, @Nullable Tokenizer known, RunListener listener, TrainingControl control) {
        return switch (lab.task()) {
            case LANGUAGE_MODEL -> PreparedText.of(lab, labFolder, known, listener, control);
            case MASKED_LANGUAGE_MODEL -> {
                Masking masking = Masking.of(lab.values());
                yield lab.values().flag("data.nextSentence")
                        ? PreparedSentences.of(lab, masking, labFolder, known, listener, control)
                        : masked(lab, masking, PreparedText.of(lab, labFolder, known, listener, control));
            }
            case TRANSLATION_LANGUAGE_MODEL -> {
                listener.phase("Reading the examples", -1);
                yield TranslationMaskedData.open(
                        lab.values(),
                        labFolder,
                        known,
                        PreparedText.progress("Training the tokenizer", listener, control));
            }
            case TRANSLATION, CLASSIFICATION, REGRESSION, TOKEN_CLASSIFICATION, MULTI_TASK -> {
                listener.phase("Reading the examples", -1);
                yield ExampleTasks.open(
                        lab.values(),
                        labFolder,
                        known,
                        PreparedText.progress("Training the tokenizer", listener, control));
            }
        };
    }

    /// As [#of], to train on: with the lab's changes to training examples.
    static TaskData toTrainOn(
            Lab lab,
            Path labFolder,
            @Nullable Tokenizer known,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        TaskData data = of(lab, labFolder, known, listener, control);
        if (!(data instanceof ExampleData examples) || AugmentationKind.of(lab.values()) == AugmentationKind.NONE) {
            return data;
        }
        listener.phase("Preparing the changes to training examples", -1);
        try {
            return TrainingChanges.addTo(examples, lab, labFolder, engines);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static TaskData masked(Lab lab, Masking masking, PreparedText text) {
        try {
            return new MaskedData(text, text.train(), text.held(), lab.values().whole("model.contextLength"), masking);
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }
}
