package glassformer.run;

import static glassformer.augment.AugmentationKind.BACK;
import static glassformer.augment.AugmentationKind.BACK_TRANSLATION;
import static glassformer.augment.AugmentationKind.RATE;
import static glassformer.augment.AugmentationKind.THERE;

import glassformer.BadInputException;
import glassformer.augment.AugmentationKind;
import glassformer.augment.BackTranslation;
import glassformer.augment.DrawnAugmentation;
import glassformer.augment.WordChanges;
import glassformer.engine.Engines;
import glassformer.generate.Translator;
import glassformer.task.ExampleData;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Makes ready what a lab does to its training examples.
final class TrainingChanges {
    private TrainingChanges() {}

    /// The lab with the very checkpoints that translate, so that a run that goes on translates as it did before.
    ///
    /// @throws BadInputException where a run is not named or there is none
    static Lab resolve(Lab lab, Path labFolder) {
        Lab resolved = lab;
        if (AugmentationKind.of(lab.values()) == BACK_TRANSLATION) {
            for (String key : List.of(THERE, BACK)) {
                Path checkpoint = find(lab, key, labFolder).folder();
                resolved = resolved.with(
                        key, checkpoint.toAbsolutePath().normalize().toString());
            }
        }
        return resolved;
    }

    /// @throws BadInputException where the changes cannot be made; models that were opened are closed then
    static ExampleData addTo(ExampleData data, Lab lab, Path labFolder, Engines engines) {
        AugmentationKind kind = AugmentationKind.of(lab.values());
        double rate = lab.values().real(RATE);
        if (kind != BACK_TRANSLATION) {
            return data.with(new DrawnAugmentation(WordChanges.of(kind, rate), DrawnAugmentation.HALF), () -> {});
        }
        TrainedModel there = open(lab, THERE, labFolder, engines);
        try {
            TrainedModel back = open(lab, BACK, labFolder, engines);
            BackTranslation translation = new BackTranslation(translator(there), translator(back));
            return data.with(new DrawnAugmentation(translation, rate), () -> {
                there.close();
                back.close();
            });
        } catch (RuntimeException e) {
            there.close();
            throw e;
        }
    }

    private static TrainedModel open(Lab lab, String key, Path labFolder, Engines engines) {
        TrainedModel model = TrainedModel.open(
                find(lab, key, labFolder).folder(),
                null,
                engines,
                lab.training().device());
        if (!model.session().blueprint().hasEncoder()) {
            model.close();
            throw new BadInputException(key + " is " + lab.values().text(key)
                    + ", which does not translate; name the run of a lab whose task is translation.");
        }
        return model;
    }

    private static Checkpoint find(Lab lab, String key, Path labFolder) {
        String named = lab.values().text(key).strip();
        if (named.isEmpty()) {
            throw new BadInputException(key + " is empty, but back-translation needs two runs of translation labs: "
                    + THERE + " for the way into another language and " + BACK + " for the way back.");
        }
        try {
            return TrainedModel.find(labFolder.resolve(named), null);
        } catch (InvalidPathException e) {
            throw new BadInputException(key + " is " + named + ", which is no path: " + e.getReason() + ".", e);
        }
    }

    /// Each text is translated once, since it always becomes the same.
    private static UnaryOperator<String> translator(TrainedModel model) {
        Translator translator = new Translator(model.session(), model.tokenizer());
        Map<String, String> known = new HashMap<>();
        return text -> known.computeIfAbsent(text, translator::translate);
    }
}
