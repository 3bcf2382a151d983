package glassformer.ui.build;

import glassformer.blueprint.Family;
import glassformer.ui.common.Texts;
import glassformer.ui.field.Category;
import glassformer.ui.field.FieldEditor;
import glassformer.ui.field.LabField;
import glassformer.ui.worker.DeviceLimits;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Accordion;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.PropertySheet;
import org.controlsfx.property.editor.PropertyEditor;
import org.jspecify.annotations.Nullable;

/// Every setting of the lab in a property sheet. The settings of the part that is chosen in the diagram come into view,
/// marked.
final class SettingsSheet extends StackPane {
    private static final PseudoClass RELATED = PseudoClass.getPseudoClass("related");

    private final PropertySheet sheet = new PropertySheet();
    private final Map<String, FieldEditor> editors = new HashMap<>();
    private final BuildViewModel model;
    private final ObservableList<String> devices;
    private final ObservableValue<Map<String, DeviceLimits.Limit>> limits;

    /// @param devices what can be chosen as the device; may grow
    /// @param limits  what the chosen device cannot do, by setting
    SettingsSheet(
            BuildViewModel model,
            Texts texts,
            ObservableList<String> devices,
            ObservableValue<Map<String, DeviceLimits.Limit>> limits) {
        this.limits = limits;
        this.model = model;
        this.devices = devices;
        getStyleClass().add("settings-sheet");
        Map<String, Integer> order = order(model);
        sheet.setId("settings-sheet");
        sheet.setMode(PropertySheet.Mode.CATEGORY);
        sheet.setModeSwitcherVisible(false);
        sheet.setSearchBoxVisible(true);
        sheet.setCategoryComparator(Comparator.comparing(order::get));
        sheet.setPropertyEditorFactory(this::editor);
        sheet.setAccessibleText(texts.get("build.sheet"));
        // ControlsFX writes its own word there, in the machine's language.
        sheet.skinProperty().subscribe(skin -> {
            if (sheet.lookup(".tool-bar") instanceof ToolBar bar) {
                bar.getItems().forEach(item -> {
                    if (item instanceof TextField search) search.setPromptText(texts.get("build.search"));
                });
            }
        });
        getChildren().add(sheet);
        model.fieldsProperty().subscribe(this::fill);
        model.diagram().selectedProperty().subscribe(this::show);
        limits.subscribe(now -> editors.values().forEach(this::limit));
    }

    private static Map<String, Integer> order(BuildViewModel model) {
        Map<String, Integer> order = new HashMap<>();
        for (LabField field : model.fields()) {
            Category category = Category.of(field.key());
            order.put(field.texts().category(category), category.ordinal());
        }
        return order;
    }

    /// The family is chosen above the diagram.
    private void fill(List<LabField> fields) {
        editors.clear();
        String open = openCategory();
        sheet.getItems()
                .setAll(fields.stream()
                        .filter(field -> !field.key().equals(Family.KEY))
                        .map(SheetItem::new)
                        .toList());
        if (!open.isEmpty()) open(open);
    }

    private PropertyEditor<?> editor(PropertySheet.Item item) {
        var field = ((SheetItem) item).field();
        var editor = new FieldEditor(field, field.key().equals("training.device") ? devices : List.of());
        editors.put(field.key(), editor);
        mark(editor, model.diagram().selectedProperty().get());
        limit(editor);
        return new PropertyEditor<Object>() {
            @Override
            public Node getEditor() {
                return editor;
            }

            @Override
            public Object getValue() {
                return field.value();
            }

            @Override
            public void setValue(Object value) {
                // The editor follows the field.
            }
        };
    }

    private void show(Diagram.@Nullable Part part) {
        editors.values().forEach(editor -> mark(editor, part));
        if (part == null) return;
        String key =
                part.kind().settings().stream().filter(model::has).findFirst().orElse("");
        if (key.isEmpty()) return;
        sheet.setTitleFilter("");
        open(model.fields().getFirst().texts().category(Category.of(key)));
        FieldEditor editor = editors.get(key);
        if (editor != null) {
            applyCss();
            layout();
            intoView(editor);
        }
    }

    /// The editor of a setting that is shown, for tests.
    FieldEditor editor(String key) {
        return Objects.requireNonNull(editors.get(key));
    }

    private void limit(FieldEditor editor) {
        DeviceLimits.Limit limit = limits.getValue().get(editor.field().key());
        editor.note(limit == null ? "" : limit.sentence(), limit != null && limit.asked());
    }

    private static void mark(FieldEditor editor, Diagram.@Nullable Part part) {
        boolean related =
                part != null && part.kind().settings().contains(editor.field().key());
        editor.pseudoClassStateChanged(RELATED, related);
    }

    /// The title of the category that is unfolded; empty where none is.
    private String openCategory() {
        if (!(sheet.lookup(".accordion") instanceof Accordion accordion)) return "";
        TitledPane pane = accordion.getExpandedPane();
        return pane == null ? "" : pane.getText();
    }

    private void open(String title) {
        if (!(sheet.lookup(".accordion") instanceof Accordion accordion)) return;
        accordion.getPanes().stream()
                .filter(pane -> pane.getText().equals(title))
                .findFirst()
                .ifPresent(accordion::setExpandedPane);
    }

    private void intoView(Node node) {
        if (!(sheet.lookup(".scroll-pane") instanceof ScrollPane scroll) || scroll.getContent() == null) return;
        Bounds content = scroll.getContent().getLayoutBounds();
        Bounds at = scroll.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double room = content.getHeight() - scroll.getViewportBounds().getHeight();
        if (room <= 0) return;
        double target = at.getCenterY() - scroll.getViewportBounds().getHeight() / 3;
        scroll.setVvalue(Math.clamp(target / room, 0.0, 1.0));
    }

    /// What can be chosen as the device before the worker was asked.
    static ObservableList<String> knownDevices() {
        return FXCollections.observableArrayList("auto", "cpu");
    }
}
