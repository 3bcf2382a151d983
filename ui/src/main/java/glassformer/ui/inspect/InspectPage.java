package glassformer.ui.inspect;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Inspect page: whose attention on top, every head on the left, one head large on the right.
public final class InspectPage {
    /// A head is shown square, so that on a wide window more room is left for the small pictures.
    private static final double HEADS_SHARE = 0.4;

    private InspectPage() {}

    public static Node create(Workbench bench) {
        var model = new InspectViewModel(bench.session(), bench.link(), bench.background(), bench.texts());
        return content(model, bench);
    }

    static Node content(InspectViewModel model, Workbench bench) {
        var head = new HeadPane(model, bench);
        var heads = new HeadsPane(model, bench, head.scaleProperty());
        HBox.setHgrow(head, Priority.ALWAYS);
        var pictures = new HBox(heads, head);
        pictures.getStyleClass().add("spacing-16");
        heads.prefWidthProperty().bind(pictures.widthProperty().multiply(HEADS_SHARE));
        pictures.visibleProperty().bind(model.pictureProperty().isNotNull());
        var middle = new StackPane(empty(model), pictures);
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(
                new SourceBar(model, bench.texts()),
                new ProblemLabel("inspect-problem", model.problemProperty()),
                about(model, bench.texts()),
                middle);
        page.setId("inspect-page");
        page.getStyleClass().addAll("page", "inspect-page");
        return page;
    }

    private static Label empty(InspectViewModel model) {
        var label = new Label();
        label.setId("inspect-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        label.textProperty().bind(model.emptyProperty());
        label.visibleProperty().bind(model.pictureProperty().isNull());
        return label;
    }

    private static HBox about(InspectViewModel model, Texts texts) {
        var sentence = sentence(model, texts);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(sentence, gap, new KindChoice(model, texts));
        row.getStyleClass().add("inspect-bar");
        row.managedProperty().bind(model.pictureProperty().isNotNull());
        row.visibleProperty().bind(model.pictureProperty().isNotNull());
        return row;
    }

    /// What is looked at, and whether all of it fitted.
    private static Label sentence(InspectViewModel model, Texts texts) {
        var label = new Label();
        label.setId("inspect-sentence");
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.visibleProperty());
        model.pictureProperty().subscribe(picture -> {
            label.setVisible(picture != null);
            if (picture == null) return;
            var format = texts.format();
            label.setText(texts.get(
                    picture.cut() ? "inspect.sentence.cut" : "inspect.sentence",
                    format.whole(picture.tokens()),
                    format.whole(picture.step())));
        });
        return label;
    }
}
