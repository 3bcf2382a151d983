package glassformer.ui.train;

import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// From which checkpoint to resume; there only where one can choose.
final class ResumeChoice extends ComboBox<Integer> {
    ResumeChoice(UpkeepViewModel model, Texts texts) {
        setId("train-checkpoint");
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(texts.get("upkeep.choice"));
        setTooltip(new Tooltip(texts.get("upkeep.choice")));
        StepChoice choice = model.checkpoints();
        setItems(choice.steps());
        setConverter(new Words<>(step -> texts.get("upkeep.step", texts.format().whole(step))));
        choice.chosenProperty()
                .subscribe(step -> setValue(step.intValue() == StepChoice.NONE ? null : step.intValue()));
        setOnAction(event -> {
            Integer step = getValue();
            if (step != null && choice.steps().contains(step))
                choice.chosenProperty().set(step);
        });
        visibleProperty().bind(model.canChooseProperty());
        managedProperty().bind(visibleProperty());
    }
}
