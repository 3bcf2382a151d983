package glassformer.ui.replay;

import glassformer.replay.Bar;
import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Likelihood;
import glassformer.train.HeadReading.Place;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.worker.Workbench;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a run says of the probe sentence at a step: a bar a place, and the likeliest of the chosen place in words.
final class SaysCard extends VBox {
    private static final int TOLD = 5;

    private final Texts texts;
    private final BarsView bars;
    private final Label title = new Label();
    private final Label told = new Label();
    private final ComboBox<String> heads = new ComboBox<>();
    private List<HeadReading> readings = List.of();
    private boolean showing;

    /// @param number of the run, from 1
    SaysCard(Workbench bench, int number) {
        this.texts = bench.texts();
        getStyleClass().add("spacing-8");
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        heads.setAccessibleText(texts.get("replay.says.head"));
        heads.setConverter(new Words<>(name -> name));
        heads.managedProperty().bind(heads.visibleProperty());
        heads.setVisible(false);
        heads.setOnAction(event -> {
            if (!showing) showReading();
        });
        bars = new BarsView(texts, bench.palette());
        bars.setId("replay-bars-" + number);
        bars.chosenProperty().subscribe((before, after) -> tell());
        var scroll = new ScrollPane(bars);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setMinHeight(92);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        told.setId("replay-told-" + number);
        told.getStyleClass().addAll("text-small", "text-muted");
        told.setWrapText(true);
        told.setMinHeight(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, gap, heads);
        header.getStyleClass().add("panel-header");
        getChildren().addAll(header, scroll, told);
        title.setText(texts.get("replay.says"));
    }

    void show(List<HeadReading> now) {
        readings = now;
        List<String> names = now.stream().map(HeadReading::head).toList();
        if (!names.equals(heads.getItems())) {
            showing = true;
            String chosen = heads.getValue();
            heads.getItems().setAll(names);
            boolean stays = chosen != null && names.contains(chosen);
            heads.setValue(stays ? chosen : names.isEmpty() ? null : names.getFirst());
            heads.setVisible(names.size() > 1);
            showing = false;
        }
        showReading();
    }

    private @Nullable HeadReading reading() {
        return readings.stream()
                .filter(reading -> reading.head().equals(heads.getValue()))
                .findFirst()
                .orElse(null);
    }

    private void showReading() {
        HeadReading reading = reading();
        title.setText(texts.get(
                reading == null
                        ? "replay.says"
                        : "replay.says." + reading.kind().id()));
        bars.barsProperty().set(reading == null ? List.of() : Bar.of(reading));
        tell();
    }

    private void tell() {
        HeadReading reading = reading();
        List<Bar> shown = bars.barsProperty().get();
        if (reading == null) {
            told.setText(texts.get("replay.says.none"));
        } else if (reading.value() != null) {
            told.setText(texts.get("replay.says.number", texts.format().number(reading.value())));
        } else if (shown.isEmpty()) {
            told.setText(texts.get("replay.bars.none"));
        } else {
            Bar bar = shown.get(Math.min(bars.chosenProperty().get(), shown.size() - 1));
            told.setText(sentence(reading, bar));
        }
    }

    private String sentence(HeadReading reading, Bar bar) {
        Place place = reading.places().get(bar.place());
        String likeliest = place.likeliest().stream()
                .limit(TOLD)
                .map(this::likely)
                .collect(Collectors.joining(texts.get("replay.says.comma")));
        Likelihood target = place.target();
        String read = BarsView.visible(place.token());
        if (target == null) {
            return read.isEmpty()
                    ? texts.get("replay.says.text", likeliest)
                    : texts.get("replay.says.place", read, likeliest);
        }
        return texts.get(
                "replay.says.target",
                read,
                BarsView.visible(target.name()),
                texts.format().percent(target.probability()),
                likeliest);
    }

    private String likely(Likelihood likely) {
        return BarsView.visible(likely.name()) + " " + texts.format().percent(likely.probability());
    }
}
