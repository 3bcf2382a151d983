package glassformer.ui.generate;

import glassformer.BadInputException;
import glassformer.generate.Distribution;
import glassformer.generate.SamplingOptions;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The distribution at a place, live: every change of the settings changes its bars.
final class OddsList extends VBox {
    private static final int ROWS = 10;

    private final GenerateViewModel model;
    private final Texts texts;
    private final Label kept = new Label();
    private final List<OddsRow> rows;

    OddsList(GenerateViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.rows = Stream.generate(() -> new OddsRow(texts)).limit(ROWS).toList();
        setId("generate-odds");
        getStyleClass().add("spacing-4");
        kept.setId("generate-odds-kept");
        kept.getStyleClass().addAll("text-muted", "text-small");
        kept.setWrapText(true);
        kept.setMinHeight(Region.USE_PREF_SIZE);
        var list = new VBox();
        list.getStyleClass().add("spacing-4");
        list.getChildren().addAll(rows);
        getChildren()
                .addAll(
                        new VBox(
                                key("alternative-bar", "generate.odds.model"),
                                key("odds-drawn", "generate.odds.drawn")),
                        kept,
                        list);
        GenerationOptions options = model.options();
        model.stepping().atProperty().subscribe(at -> show());
        for (var setting : List.of(options.temperatureProperty(), options.topKProperty(), options.topPProperty())) {
            setting.subscribe(now -> show());
        }
        visibleProperty().bind(model.stepping().atProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }

    private HBox key(String colour, String words) {
        var sample = new Region();
        sample.getStyleClass().addAll(colour, "odds-key");
        var label = new Label(texts.get(words));
        label.getStyleClass().addAll("text-muted", "text-small");
        var key = new HBox(sample, label);
        key.getStyleClass().add("panel-header");
        return key;
    }

    private void show() {
        Scored at = model.stepping().atProperty().get();
        if (at == null) {
            rows.forEach(row -> row.setVisible(false));
            return;
        }
        SamplingOptions drawing;
        try {
            drawing = model.drawing();
        } catch (BadInputException e) {
            kept.setText(String.valueOf(e.getMessage()));
            return;
        }
        Distribution distribution = at.distribution();
        var format = texts.format();
        kept.setText(texts.get(
                "generate.odds.kept", format.whole(distribution.kept(drawing)), format.whole(distribution.size())));
        List<Distribution.Odds> odds = distribution.likeliest(drawing, ROWS);
        int chosen = model.stepping().chosen();
        for (int i = 0; i < ROWS; i++) {
            rows.get(i).setVisible(i < odds.size());
            if (i >= odds.size()) continue;
            Distribution.Odds one = odds.get(i);
            String name =
                    one.id() == at.end() ? texts.get("generate.odds.end") : AlternativesCard.visible(at.name(one.id()));
            rows.get(i).show(name, one.model(), one.kept(), one.id() == chosen, () -> model.stepping()
                    .choose(one.id()));
        }
    }
}
