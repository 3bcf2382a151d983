package glassformer.ui.train;

import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// From which checkpoint to resume; there only where one can choose.
final class ResumeChoice extends ComboBox<Integer> {
    ResumeChoice(UpkeepViewModel model, Texts texts) {
        setId("train-checkpoint");
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(texts.get("upkeep.choice"));
        setTooltip(new Tooltip(texts.get("upkeep.choice")));
        StepChoice choice = model.checkpoints();
        setItems(choice.steps());
        setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer step) {
                return step == null
                        ? ""
                        : texts.get("upkeep.step", texts.format().whole(step));
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException();
            }
        });
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
