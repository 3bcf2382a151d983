package glassformer.ui.inspect;

import glassformer.blueprint.Named;
import glassformer.inspect.Part;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.common.Words;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.theme.Palette;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerService.AblateReply;
import glassformer.worker.WorkerService.ContributionsReply;
import glassformer.worker.WorkerService.LogitTerm;
import glassformer.worker.WorkerService.TokenOption;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// What each part adds to a token's logit, as bars; a click on a part shows the model without it.
final class ContributionsPane extends HBox {
    private static final double BAR = 480;

    private enum View {
        MAP,
        LIST
    }

    private final InsideModel model;
    private final Texts texts;
    private final ObservableValue<Palette> palette;
    private final ComboBox<Integer> place = new ComboBox<>();
    private final ComboBox<TokenOption> token = new ComboBox<>();
    private final TableView<LogitTerm> table = new TableView<>();
    private final Label sum = new Label();
    /// What the letters above the columns stand for.
    private final Label key = new Label();
    private final HeatmapView map;
    private @Nullable ContributionMap shown;
    private boolean showing;
    private double largest = 1;

    ContributionsPane(InsideModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        this.palette = bench.palette();
        setId("inspect-contributions");
        getStyleClass().add("spacing-16");
        map = map();
        var content = new StackPane();
        VBox.setVgrow(content, Priority.ALWAYS);
        var views = new ViewSwitch<>(View.class, View.MAP, "inspect-terms-view", "inspect.terms.view", texts);
        views.chosenProperty().subscribe(view -> content.getChildren()
                .setAll(
                        switch (view) {
                            case MAP -> map;
                            case LIST -> table;
                        }));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = choices();
        bar.getChildren().addAll(gap, views);
        key.getStyleClass().addAll("text-muted", "text-small");
        key.setMinHeight(Region.USE_PREF_SIZE);
        key.visibleProperty()
                .bind(views.chosenProperty()
                        .isEqualTo(View.MAP)
                        .and(map.matrixProperty().isNotNull()));
        key.managedProperty().bind(key.visibleProperty());
        var problem = new ProblemLabel("inspect-inside-problem", model.problemProperty());
        var card = new VBox(bar, sum, problem, content, key);
        card.getStyleClass().add("card");
        HBox.setHgrow(card, Priority.ALWAYS);
        sum.setId("inspect-contributions-sum");
        sum.getStyleClass().add("text-muted");
        sum.setWrapText(true);
        sum.setMinHeight(Region.USE_PREF_SIZE);
        table();
        getChildren().addAll(card, ablation());
        model.contributionsProperty().subscribe(this::show);
        palette.subscribe((before, after) -> table.refresh());
    }

    private HBox choices() {
        place.setId("inspect-place");
        place.setAccessibleText(texts.get("inspect.contributions.place"));
        place.setPrefWidth(120);
        place.setOnAction(event -> {
            Integer chosen = place.getValue();
            if (!showing && chosen != null) model.contribute(chosen, null);
        });
        token.setId("inspect-token");
        token.setAccessibleText(texts.get("inspect.contributions.token"));
        token.setPrefWidth(170);
        token.setConverter(new Words<>(option ->
                LinkView.visible(option.name()) + "  " + texts.format().percent(option.probability())));
        token.setOnAction(event -> {
            TokenOption chosen = token.getValue();
            Integer at = place.getValue();
            if (!showing && chosen != null && at != null) model.contribute(at, chosen.id());
        });
        var box = new HBox(
                new Label(texts.get("inspect.contributions.place")),
                place,
                new Label(texts.get("inspect.contributions.token")),
                token);
        box.getStyleClass().add("inspect-bar");
        return box;
    }

    private void table() {
        table.setId("inspect-terms");
        table.getStyleClass().add("dense");
        var waiting = new Label();
        waiting.textProperty()
                .bind(model.busyProperty()
                        .map(busy -> texts.get(busy ? "inspect.lens.busy" : "inspect.contributions.empty")));
        waiting.setWrapText(true);
        table.setPlaceholder(waiting);
        var part = new TableColumn<LogitTerm, String>(texts.get("inspect.contributions.part"));
        part.setPrefWidth(190);
        part.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(name(cell.getValue())));
        var value = new TableColumn<LogitTerm, Double>(texts.get("inspect.contributions.value"));
        value.setId("inspect-terms-value");
        value.getStyleClass().add("number-cell");
        value.setPrefWidth(80);
        value.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().value()));
        value.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Double number, boolean none) {
                super.updateItem(number, none);
                setAlignment(Pos.CENTER_RIGHT);
                setText(none || number == null ? null : texts.format().cell(number));
            }
        });
        var bar = new TableColumn<LogitTerm, Double>("");
        bar.setSortable(false);
        bar.setPrefWidth(BAR + 24);
        bar.setCellValueFactory(value.getCellValueFactory());
        bar.setCellFactory(ignored -> new BarCell());
        table.getColumns().addAll(java.util.List.of(part, value, bar));
        table.getSelectionModel().selectedItemProperty().subscribe(term -> {
            if (term != null && !showing && ContributionMap.isPart(term)) {
                model.ablate(new Part(term.block(), Named.of(Part.Kind.class, term.source()), term.head()).toString());
            }
        });
    }

    /// A click on a cell shows the model without that part.
    private HeatmapView map() {
        var view = new HeatmapView(texts, palette);
        view.setId("inspect-terms-map");
        view.signedProperty().set(true);
        view.emptyTextProperty()
                .bind(model.busyProperty()
                        .map(busy -> texts.get(busy ? "inspect.lens.busy" : "inspect.contributions.empty")));
        view.selectionProperty().subscribe((before, cell) -> {
            ContributionMap of = shown;
            Part part = cell == null || of == null ? null : of.part(cell);
            if (part != null && !showing) model.ablate(part.toString());
        });
        return view;
    }

    private static double sum(ContributionsReply reply, Predicate<LogitTerm> which) {
        return reply.terms().stream()
                .filter(which)
                .mapToDouble(LogitTerm::value)
                .sum();
    }

    private void show(@Nullable ContributionsReply reply) {
        showing = true;
        if (reply == null) {
            table.getItems().clear();
            shown = null;
            map.matrixProperty().set(null);
            place.getItems().clear();
            token.getItems().clear();
            sum.setText(texts.get("inspect.contributions.hint"));
        } else {
            largest = reply.terms().stream()
                    .mapToDouble(term -> Math.abs(term.value()))
                    .max()
                    .orElse(1);
            place.setConverter(new Words<>(
                    at -> (at + 1) + "  " + LinkView.visible(reply.tokens().get(at))));
            place.getItems()
                    .setAll(IntStream.range(0, reply.tokens().size()).boxed().toList());
            place.setValue(reply.position());
            token.getItems().setAll(reply.choices());
            token.setValue(reply.choices().stream()
                    .filter(option -> option.id() == reply.token())
                    .findFirst()
                    .orElse(null));
            table.getItems().setAll(reply.terms());
            table.sort();
            ContributionMap drawn = ContributionMap.of(reply.terms(), texts);
            shown = drawn;
            boolean cross =
                    reply.terms().stream().anyMatch(term -> term.source().equals("cross"));
            key.setText(texts.get(cross ? "inspect.map.key.cross" : "inspect.map.key"));
            map.setLabels(drawn.rows(), drawn.columns());
            map.matrixProperty().set(drawn.matrix());
            double embedding = sum(reply, term -> term.source().equals("embedding"));
            double parts = sum(reply, ContributionMap::isPart);
            sum.setText(texts.get(
                    "inspect.contributions.sum",
                    LinkView.visible(reply.name()),
                    texts.format().number(reply.logit()),
                    texts.format().number(parts),
                    texts.format().number(embedding),
                    texts.format().number(sum(reply, term -> true) - parts - embedding)));
        }
        showing = false;
    }

    private String name(LogitTerm term) {
        String key = "inspect.term." + term.source() + (term.head() == Part.WHOLE ? "" : ".head");
        return texts.get(key, term.block() + 1, term.head() + 1);
    }

    private VBox ablation() {
        var title = new Label(texts.get("inspect.ablation"));
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        var loss = new Label();
        loss.setId("inspect-ablation-loss");
        var before = new Label();
        before.setId("inspect-ablation-before");
        var after = new Label();
        after.setId("inspect-ablation-after");
        var box = new VBox(title, loss, before, after);
        for (Label label : java.util.List.of(loss, before, after)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        box.getStyleClass().add("card");
        box.setPrefWidth(320);
        box.setMinWidth(260);
        box.setMaxWidth(360);
        model.ablatedProperty().subscribe(shown -> {
            if (shown == null) {
                title.setText(texts.get("inspect.ablation"));
                loss.setText(texts.get("inspect.ablation.hint"));
                before.setText("");
                after.setText("");
                return;
            }
            AblateReply effect = shown.effect();
            title.setText(texts.get("inspect.ablation.without", partName(Part.parse(shown.part()))));
            Double lossBefore = effect.lossBefore();
            Double lossAfter = effect.lossAfter();
            loss.setText(
                    lossBefore == null || lossAfter == null
                            ? texts.get("inspect.ablation.noLoss")
                            : texts.get(
                                    "inspect.ablation.loss",
                                    texts.format().number(lossBefore),
                                    texts.format().number(lossAfter)));
            before.setText(texts.get("inspect.ablation.before", effect.textBefore()));
            after.setText(texts.get("inspect.ablation.after", effect.textAfter()));
        });
        return box;
    }

    private String partName(Part part) {
        return name(new LogitTerm(part.kind().id(), part.block(), part.head(), 0));
    }

    /// A bar from the middle: to the right where the part speaks for the token.
    private final class BarCell extends TableCell<LogitTerm, Double> {
        @Override
        protected void updateItem(@Nullable Double value, boolean none) {
            super.updateItem(value, none);
            if (none || value == null) {
                setGraphic(null);
                return;
            }
            double width = Math.max(1, Math.abs(value) / largest * BAR / 2);
            var bar = new Rectangle(width, 10, palette.getValue().seriesColour(value < 0 ? 1 : 0));
            var gap = new Region();
            gap.setMinWidth(value < 0 ? BAR / 2 - width : BAR / 2);
            var row = new HBox(gap, bar);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
