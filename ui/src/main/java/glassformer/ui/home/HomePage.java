package glassformer.ui.home;

import glassformer.blueprint.ParameterTable;
import glassformer.run.Lab;
import glassformer.run.RunStatus;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import glassformer.ui.importing.ImportViewModel;
import glassformer.ui.lab.LabActions;
import glassformer.ui.lab.RunEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The gallery that the window begins with.
public final class HomePage {
    private final HomeViewModel model;
    private final LabActions actions;
    private final ImportViewModel importing;
    private final Presets presets;
    private final Path labsFolder;
    private final Texts texts;
    private final Format format;

    private HomePage(
            HomeViewModel model,
            LabActions actions,
            ImportViewModel importing,
            Presets presets,
            Path labsFolder,
            Texts texts) {
        this.model = model;
        this.actions = actions;
        this.importing = importing;
        this.presets = presets;
        this.labsFolder = labsFolder;
        this.texts = texts;
        this.format = texts.format();
    }

    /// @param labsFolder what the data paths of a lab without a file are relative to
    public static Node create(
            HomeViewModel model,
            LabActions actions,
            ImportViewModel importing,
            Presets presets,
            Path labsFolder,
            Texts texts) {
        return new HomePage(model, actions, importing, presets, labsFolder, texts).content();
    }

    private Node content() {
        var samples = new TilePane();
        samples.setId("home-samples");
        fill(samples, model.samples(), this::sample, "home.samples.empty");
        model.loadedProperty().subscribe(loaded -> {
            if (loaded && model.samples().isEmpty()) samples.getChildren().setAll(empty("home.samples.none"));
        });
        // How long a sample took is known once the runs are.
        model.runs().addListener((ListChangeListener<RunEntry>) change -> {
            if (!model.samples().isEmpty()) {
                samples.getChildren()
                        .setAll(model.samples().stream().map(this::sample).toList());
            }
        });
        var fresh = new TilePane();
        fresh.setId("home-new");
        presets.all().forEach(preset -> fresh.getChildren().add(preset(preset)));
        var labs = new VBox();
        labs.setId("home-labs");
        fill(labs, model.labs(), this::lab, "home.labs.empty");
        var runs = new VBox();
        runs.setId("home-runs");
        fill(runs, model.runs(), this::run, "home.runs.empty");
        for (TilePane tiles : List.of(samples, fresh)) tiles.getStyleClass().add("card-tiles");
        for (VBox list : List.of(labs, runs)) list.getStyleClass().addAll("card", "home-list");
        var lately = new HBox(section("home.labs", labs), section("home.runs", runs));
        lately.getStyleClass().add("spacing-16");
        lately.getChildren().forEach(part -> HBox.setHgrow(part, Priority.ALWAYS));
        var page = new VBox(head(), section("home.samples", samples), section("home.new", fresh), lately);
        page.getStyleClass().addAll("page", "home-page");
        var scroll = new ScrollPane(page);
        scroll.setId("home-page");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        scroll.sceneProperty().subscribe(scene -> {
            if (scene != null && model.loadedProperty().get()) model.refreshRuns();
        });
        return scroll;
    }

    private Node head() {
        var title = new Label(texts.get("home.title"));
        title.getStyleClass().add("page-title");
        var words = new Label(texts.get("home.words"));
        words.getStyleClass().add("text-muted");
        words.setWrapText(true);
        var left = new VBox(title, words);
        left.getStyleClass().add("spacing-4");
        HBox.setHgrow(left, Priority.ALWAYS);
        var open = new Button(texts.get("home.open"), new FontIcon(Feather.FOLDER));
        open.setId("home-open");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(event -> actions.openFile());
        var row = new HBox(left, importMenu(), open);
        row.getStyleClass().add("home-head");
        return row;
    }

    private MenuButton importMenu() {
        var file = new MenuItem(texts.get("import.file"), new FontIcon(Feather.FILE));
        file.setId("import-file");
        file.setOnAction(event -> importing.chooseFile());
        var folder = new MenuItem(texts.get("import.folder"), new FontIcon(Feather.FOLDER));
        folder.setId("import-folder");
        folder.setOnAction(event -> importing.chooseFolder());
        var menu = new MenuButton(texts.get("import.menu"), new FontIcon(Feather.DOWNLOAD), file, folder);
        menu.setId("home-import");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip(texts.get("import.menu.words")));
        return menu;
    }

    private VBox section(String key, Node content) {
        var title = new Label(texts.get(key));
        title.getStyleClass().add("section-title");
        var section = new VBox(title, content);
        section.getStyleClass().add("spacing-8");
        VBox.setVgrow(content, Priority.ALWAYS);
        section.setMaxWidth(Double.MAX_VALUE);
        section.setPrefWidth(400);
        return section;
    }

    private <T> void fill(Pane pane, ObservableList<T> items, java.util.function.Function<T, Node> node, String key) {
        Runnable show = () -> {
            if (items.isEmpty()) pane.getChildren().setAll(empty(key));
            else pane.getChildren().setAll(items.stream().map(node).toList());
        };
        items.addListener((ListChangeListener<T>) change -> show.run());
        show.run();
    }

    private Label empty(String key) {
        var label = new Label(texts.get(key));
        label.getStyleClass().addAll("text-muted", "home-empty");
        label.setWrapText(true);
        return label;
    }

    private Node sample(SampleLab sample) {
        Lab lab = sample.lab();
        List<String> facts = new ArrayList<>(facts(lab));
        time(sample).ifPresent(facts::add);
        return new LabCard(
                "sample-" + id(lab.name()),
                Feather.BOOK_OPEN,
                lab.name(),
                texts.find("home.sample." + lab.name()).orElse(lab.description()),
                facts,
                () -> actions.open(lab, labsFolder));
    }

    private Optional<String> time(SampleLab sample) {
        Optional<String> here = model.tookHere(sample.lab()).map(time -> texts.get("home.took", format.duration(time)));
        if (here.isPresent() || sample.minutes() == null || sample.measuredOn() == null) return here;
        return Optional.of(texts.get("home.minutes", format.number(sample.minutes()), sample.measuredOn()));
    }

    private Node preset(Presets.Preset preset) {
        String key = "home.new." + preset.id();
        return new LabCard(
                "new-" + preset.id(),
                Feather.PLUS_CIRCLE,
                texts.get(key + ".title"),
                texts.get(key + ".text"),
                facts(preset.lab()),
                () -> actions.open(preset.lab(), labsFolder));
    }

    private List<String> facts(Lab lab) {
        var blueprint = lab.model(lab.values().whole("tokenizer.vocabSize")).blueprint();
        return List.of(
                texts.get(
                        "home.parameters",
                        format.count(ParameterTable.of(blueprint).size())),
                texts.get("home.steps", format.whole(lab.values().whole("training.steps"))));
    }

    private Node lab(HomeViewModel.RecentLab recent) {
        Lab lab = recent.lab();
        String title = lab == null ? String.valueOf(recent.file().getFileName()) : lab.name();
        var row = row(Feather.FILE, title, lab == null ? recent.problem() : place(recent.file()), "");
        row.setId("recent-" + id(title));
        row.setOnAction(event -> actions.open(recent.file()));
        return row;
    }

    private Node run(RunEntry run) {
        RunStatus status = run.status();
        String state = status.interrupted()
                ? texts.get("home.run.interrupted")
                : texts.get("home.run." + status.state().name().toLowerCase(Locale.ROOT));
        String words = texts.get(
                "home.run.words", state, format.whole(status.step()), format.whole(status.steps()), status.device());
        var row = row(Feather.ACTIVITY, run.lab(), words, when(status.updated()));
        row.setId("run-" + run.folder().getFileName());
        row.setOnAction(event -> actions.openRun(run.folder()));
        return row;
    }

    private Button row(Feather icon, String title, String words, String aside) {
        var name = new Label(title);
        name.getStyleClass().add("row-title");
        var text = new Label(words);
        text.getStyleClass().add("row-text");
        var left = new VBox(name, text);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        var right = new Label(aside);
        right.getStyleClass().add("row-text");
        right.setMinWidth(Region.USE_PREF_SIZE);
        var content = new HBox(new FontIcon(icon), left, right);
        content.getStyleClass().add("row-content");
        var row = new Button(null, content);
        row.getStyleClass().addAll("flat", "home-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText(title + ", " + words + " " + aside);
        content.prefWidthProperty().bind(row.widthProperty().subtract(24));
        content.maxWidthProperty().bind(content.prefWidthProperty());
        return row;
    }

    private String when(String instant) {
        try {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                    .withLocale(texts.locale())
                    .format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String place(Path file) {
        Path home = Path.of(System.getProperty("user.home"));
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }

    private static String id(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
