package glassformer.ui.devices;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The Devices page: a card for each device, what engines are not available and why, other machines to ask, and two
/// devices to compare; or in its place the kernels of one device.
public final class DevicesPage {
    private final DeviceListViewModel model;
    private final KernelsViewModel kernels;
    private final Texts texts;
    private final VBox cards = new VBox();
    private final Label empty = new Label();

    private DevicesPage(DeviceListViewModel model, KernelsViewModel kernels, Texts texts) {
        this.model = model;
        this.kernels = kernels;
        this.texts = texts;
    }

    /// @param race compares the open lab on several devices, which it is given
    public static Node create(Workbench bench, DeviceRace race) {
        var model = new DeviceListViewModel(bench.session(), bench.link(), bench.texts());
        return new DevicesPage(model, new KernelsViewModel(bench.link()), bench.texts()).content(race);
    }

    private Node content(DeviceRace race) {
        cards.setId("devices-cards");
        cards.getStyleClass().add("spacing-16");
        empty.setId("devices-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(Double.MAX_VALUE);
        model.lookingProperty()
                .subscribe(looking -> empty.setText(texts.get(looking ? "devices.looking" : "devices.empty")));
        var middle = new VBox(cards, noKernels(), missing(), elsewhere(), new DeviceComparison(model, race, texts));
        middle.getStyleClass().addAll("spacing-16", "devices-list");
        var scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var page = new VBox(header(), scroll);
        page.setId("devices-page");
        page.getStyleClass().addAll("page", "devices-page");
        model.entries().addListener((ListChangeListener<DeviceEntry>) change -> fill());
        fill();
        page.sceneProperty().subscribe(scene -> {
            if (scene != null) model.load();
        });
        var reading = new KernelsView(kernels, texts);
        var both = new StackPane(page, reading);
        kernels.deviceProperty().subscribe(device -> {
            page.setVisible(device == null);
            reading.setVisible(device != null);
        });
        return both;
    }

    private Label noKernels() {
        var label = new Label(texts.get("devices.kernels.none"));
        label.setId("devices-no-kernels");
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !model.entries().isEmpty()
                                && model.entries().stream()
                                        .allMatch(
                                                entry -> entry.info().kernels().isEmpty()),
                        model.entries()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void fill() {
        List<Node> shown = new ArrayList<>();
        model.entries().forEach(entry -> shown.add(new DeviceCard(entry, model, kernels, texts)));
        if (shown.isEmpty()) shown.add(empty);
        cards.getChildren().setAll(shown);
    }

    private HBox header() {
        var title = new Label(texts.get("page.devices"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var words = new Label(texts.get("devices.words"));
        words.getStyleClass().add("text-muted");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var again = button("again", Feather.REFRESH_CW, model::lookAgain);
        again.disableProperty().bind(model.lookingProperty());
        var all = button("measure-all", Feather.ACTIVITY, model::measureAll);
        all.getStyleClass().add("accent");
        all.disableProperty().bind(model.measuringProperty().or(Bindings.isEmpty(model.entries())));
        var row = new HBox(title, words, again, all);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button button(String name, Feather icon, Runnable action) {
        var button = new Button(texts.get("devices." + name), new FontIcon(icon));
        button.setId("devices-" + name);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("devices." + name + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    /// Engines that are not there are no mistake of the person's.
    private Label missing() {
        var label = new Label();
        label.setId("devices-problems");
        label.setGraphic(new FontIcon(Feather.INFO));
        label.getStyleClass().addAll("finding", "finding-note");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.textProperty().bind(model.problemsProperty());
        label.visibleProperty().bind(model.problemsProperty().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private VBox elsewhere() {
        var title = new Label(texts.get("devices.elsewhere"));
        title.getStyleClass().add("section-title");
        var words = new Label(texts.get("devices.elsewhere.words"));
        words.getStyleClass().addAll("text-muted", "text-small");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        var host = new ComboBox<String>();
        host.setId("devices-host");
        host.setEditable(true);
        host.setItems(model.machines());
        host.setPromptText("ssh:user@host");
        host.setAccessibleText(texts.get("devices.elsewhere"));
        host.setPrefWidth(280);
        var ask = button("ask", Feather.SEARCH, () -> model.ask(host.getEditor().getText()));
        ask.disableProperty().bind(model.askingProperty());
        host.getEditor().setOnAction(event -> model.ask(host.getEditor().getText()));
        var row = new HBox(host, ask);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        var card = new VBox(title, words, row, new ProblemLabel("devices-ask-problem", model.askProblemProperty()));
        card.getStyleClass().addAll("card", "spacing-8");
        return card;
    }
}
