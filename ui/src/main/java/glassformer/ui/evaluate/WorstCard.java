package glassformer.ui.evaluate;

import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.ui.common.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The examples that went most wrong, worst first.
final class WorstCard extends VBox {
    private static final int MOST = 100;

    WorstCard(Judgements head, Texts texts) {
        getStyleClass().add("card");
        var title = new Label(texts.get("evaluate.worst"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get("evaluate.worst.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var list = new ExampleList("evaluate-worst", texts);
        List<Judgement> worst =
                head.worst(MOST).stream().filter(one -> one.badness() > 0).toList();
        list.show(worst);
        getChildren().addAll(title, about, list);
    }
}
