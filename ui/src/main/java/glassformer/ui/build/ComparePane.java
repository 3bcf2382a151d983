package glassformer.ui.build;

import glassformer.ui.common.Texts;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two diagrams side by side, below them what differs, each with a sentence that says why.
final class ComparePane extends VBox {
    private final CompareViewModel model;
    private final Texts texts;
    private final DifferenceTexts differenceTexts;
    private final GridPane list = new GridPane();

    /// @param close goes back to the lab's model
    ComparePane(CompareViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.differenceTexts = new DifferenceTexts(texts);
        setId("compare-pane");
        getStyleClass().add("compare-pane");
        var title = new Label(texts.get("compare.title"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var legend = new Label(texts.get("compare.legend"));
        legend.getStyleClass().addAll("text-muted", "text-small");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var back = new Button(texts.get("compare.close"), new FontIcon(Feather.ARROW_LEFT));
        back.setId("compare-close");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setOnAction(event -> close.run());
        var header = new HBox(back, title, gap, legend);
        header.getStyleClass().add("compare-header");
        var diagrams = new HBox(
                side("left", model.leftProperty(), model.leftDiagram()),
                side("right", model.rightProperty(), model.rightDiagram()));
        VBox.setVgrow(diagrams, Priority.ALWAYS);
        diagrams.getStyleClass().add("compare-diagrams");
        list.setId("differences");
        list.getStyleClass().add("differences");
        var grow = new ColumnConstraints();
        grow.setHgrow(Priority.ALWAYS);
        list.getColumnConstraints().setAll(column(), column(), column(), grow);
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("differences-scroll");
        scroll.setAccessibleText(texts.get("compare.differences"));
        HBox.setHgrow(scroll, Priority.ALWAYS);
        var explanation = new PartExplanation(explained(), texts);
        var below = new HBox(scroll, explanation);
        below.getStyleClass().add("compare-below");
        getChildren().addAll(header, diagrams, below);
        model.differencesProperty().subscribe(this::show);
    }

    /// Whichever part of the two diagrams was pointed at last.
    private DiagramState explained() {
        var state = new DiagramState();
        for (DiagramState diagram : List.of(model.leftDiagram(), model.rightDiagram())) {
            diagram.pointedProperty().subscribe(part -> {
                if (part != null) state.pointedProperty().set(part);
            });
        }
        return state;
    }

    private VBox side(String name, ObjectProperty<CompareViewModel.Candidate> chosen, DiagramState state) {
        var combo = new ComboBox<CompareViewModel.Candidate>();
        combo.setId("compare-" + name);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setAccessibleText(texts.get("compare." + name));
        combo.getItems().setAll(model.candidates());
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(CompareViewModel.Candidate candidate) {
                return candidate == null ? "" : name(candidate);
            }

            @Override
            public CompareViewModel.Candidate fromString(String text) {
                return chosen.get();
            }
        });
        combo.valueProperty().bindBidirectional(chosen);
        var diagram = new DiagramView(state, texts);
        diagram.setId("diagram-" + name);
        VBox.setVgrow(diagram, Priority.ALWAYS);
        var side = new VBox(combo, diagram);
        side.getStyleClass().add("compare-side");
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    private String name(CompareViewModel.Candidate candidate) {
        return switch (candidate) {
            case CompareViewModel.Candidate.OfLab lab -> texts.get("compare.lab");
            case CompareViewModel.Candidate.OfPreset(var preset) -> texts.get("build.preset." + preset.id());
        };
    }

    private static ColumnConstraints column() {
        var column = new ColumnConstraints();
        column.setMinWidth(Region.USE_PREF_SIZE);
        return column;
    }

    private void show(List<Difference> differences) {
        list.getChildren().clear();
        if (differences.isEmpty()) {
            list.add(cell(texts.get("compare.none"), "text-muted"), 0, 0, 4, 1);
            return;
        }
        list.addRow(
                0,
                new Label(),
                cell(name(model.leftProperty().get()), "text-muted"),
                cell(name(model.rightProperty().get()), "text-muted"),
                new Label());
        int row = 1;
        for (Difference difference : differences) {
            var name = cell(differenceTexts.name(difference), "difference-name");
            name.setId("difference-" + difference.key().replace('.', '-'));
            name.setMaxWidth(170);
            var sentence = cell(differenceTexts.sentence(difference), "text-muted");
            list.addRow(
                    row++,
                    name,
                    cell(differenceTexts.left(difference), "difference-value"),
                    cell(differenceTexts.right(difference), "difference-value"),
                    sentence);
        }
    }

    private static Label cell(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().addAll(style, "difference-cell");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
