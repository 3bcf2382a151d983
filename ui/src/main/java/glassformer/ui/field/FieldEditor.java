package glassformer.ui.field;

import glassformer.settings.Setting;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;

/// The control for one [LabField], with the sentence that says what is wrong under it.
///
/// A text is taken over with Enter or when the focus leaves; Escape brings the old one back. In a number the arrow keys
/// go to the next value that fits.
public final class FieldEditor extends VBox {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final LabField field;
    private final Control control;
    private final Label note = new Label();

    public FieldEditor(LabField field) {
        this(field, List.of());
    }

    /// @param suggestions for a text: values to choose from, besides typing one; an observable list is followed
    public FieldEditor(LabField field, List<String> suggestions) {
        this.field = field;
        this.control = switch (field.setting()) {
            case Setting.Whole whole -> text(true);
            case Setting.Real real -> text(true);
            case Setting.Flag flag -> flag();
            case Setting.Choice choice -> choice.values().size() == 1 ? only(choice) : choice(choice);
            case Setting.Text plain -> suggestions.isEmpty() ? text(false) : suggest(suggestions);
        };
        getStyleClass().add("field-editor");
        control.setId("field-" + field.key().replace('.', '-'));
        control.setMaxWidth(Double.MAX_VALUE);
        control.setAccessibleText(field.name());
        control.setAccessibleHelp(field.texts().help(field.setting()));
        control.setTooltip(tooltip(field));
        var error = new Label();
        error.setId("error-" + field.key().replace('.', '-'));
        error.getStyleClass().add("field-error");
        error.setWrapText(true);
        error.setMinHeight(USE_PREF_SIZE);
        error.setAccessibleRole(AccessibleRole.TEXT);
        error.textProperty().bind(field.errorProperty());
        error.visibleProperty().bind(field.errorProperty().isNotEmpty());
        error.managedProperty().bind(error.visibleProperty());
        note.setId("note-" + field.key().replace('.', '-'));
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.setVisible(false);
        note.managedProperty().bind(note.visibleProperty());
        getChildren().addAll(control, error, note);
        field.errorProperty().subscribe(sentence -> control.pseudoClassStateChanged(ERROR, !sentence.isEmpty()));
    }

    public LabField field() {
        return field;
    }

    /// Says something of the setting that does not depend on what is typed.
    ///
    /// @param sentence empty for nothing
    /// @param wrong    whether the value has to be changed; else there is nothing to choose, and the control is off
    public void note(String sentence, boolean wrong) {
        note.setText(sentence);
        note.setVisible(!sentence.isEmpty());
        note.getStyleClass().setAll("label", wrong ? "field-error" : "field-note");
        control.setDisable(!sentence.isEmpty() && !wrong);
    }

    /// What takes the focus.
    public Control control() {
        return control;
    }

    /// Help in plain words, and what is allowed.
    public static Tooltip tooltip(LabField field) {
        String allowed = field.texts().allowed(field.setting());
        String help = field.texts().help(field.setting());
        var tooltip = new Tooltip(allowed.isEmpty() ? help : help + "\n" + allowed);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        return tooltip;
    }

    private Control text(boolean number) {
        var text = new TextField(field.text());
        follow(() -> text.setText(field.text()));
        text.setOnAction(event -> field.enter(text.getText()));
        text.focusedProperty().subscribe((before, now) -> {
            if (!now && !text.getText().equals(field.text())) field.enter(text.getText());
        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // Undo belongs to the lab, unless something typed is not taken over yet.
            boolean undo = event.getCode() == KeyCode.Z || event.getCode() == KeyCode.Y;
            if (undo && event.isShortcutDown() && text.getText().equals(field.text())) runAccelerator(event);
        });
        text.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                text.setText(field.text());
                field.revert();
            } else if (number && event.getCode() == KeyCode.UP) {
                field.step(1);
            } else if (number && event.getCode() == KeyCode.DOWN) {
                field.step(-1);
            } else {
                return;
            }
            event.consume();
        });
        return text;
    }

    private Control flag() {
        var check = new CheckBox();
        follow(() -> check.setSelected((Boolean) field.value()));
        check.setOnAction(event -> {
            if (!field.set(check.isSelected())) check.setSelected((Boolean) field.value());
        });
        return check;
    }

    private Control only(Setting.Choice setting) {
        var label = new Label(field.texts().choice(setting, setting.values().getFirst()));
        label.getStyleClass().add("field-only");
        return label;
    }

    private Control choice(Setting.Choice setting) {
        var combo = new ComboBox<String>();
        combo.getItems().setAll(setting.values());
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null ? "" : field.texts().choice(setting, value);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        follow(() -> combo.setValue((String) field.value()));
        combo.setOnAction(event -> {
            String chosen = combo.getValue();
            if (chosen == null || chosen.equals(field.value())) return;
            if (!field.set(chosen)) combo.setValue((String) field.value());
        });
        return combo;
    }

    private Control suggest(List<String> suggestions) {
        var combo = new ComboBox<String>();
        combo.setEditable(true);
        if (suggestions instanceof ObservableList<String> live) combo.setItems(live);
        else combo.getItems().setAll(suggestions);
        follow(() -> combo.setValue((String) field.value()));
        combo.setOnAction(event -> {
            String chosen = combo.getValue();
            // The list of suggestions changing empties the combo box; nobody chose that.
            if (chosen == null) combo.setValue((String) field.value());
            else if (!chosen.equals(field.value())) field.enter(chosen);
        });
        combo.getEditor().focusedProperty().subscribe((before, now) -> {
            String typed = combo.getEditor().getText();
            if (!now && !typed.equals(field.value())) field.enter(typed);
        });
        return combo;
    }

    private void runAccelerator(KeyEvent event) {
        List.copyOf(getScene().getAccelerators().entrySet()).stream()
                .filter(entry -> entry.getKey().match(event))
                .findFirst()
                .ifPresent(entry -> {
                    entry.getValue().run();
                    event.consume();
                });
    }

    /// Keeps the control on the lab's value while this editor is on screen, and not longer: the sheet makes new editors
    /// when it is filled again.
    private void follow(Runnable show) {
        show.run();
        Subscription[] following = {Subscription.EMPTY};
        sceneProperty().subscribe(scene -> {
            following[0].unsubscribe();
            following[0] = scene == null
                    ? Subscription.EMPTY
                    : Subscription.combine(
                            field.valueProperty().subscribe(value -> show.run()),
                            field.errorProperty().subscribe(error -> {
                                if (error.isEmpty()) show.run();
                            }));
        });
    }
}
