package glassformer.ui.replay;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadRole;
import glassformer.replay.Look;
import glassformer.replay.PictureColours;
import glassformer.replay.PictureWords;
import glassformer.replay.Replay;
import glassformer.replay.ReplayExport;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Head;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menu that saves a replay as an animation or as numbered pictures, in the window's colours and language.
final class ReplayExportButton extends MenuButton {
    private final ReplayViewModel model;
    private final Workbench bench;
    private final Texts texts;
    private final ObservableValue<Kind> kind;

    ReplayExportButton(ReplayViewModel model, Workbench bench, ObservableValue<Kind> kind) {
        super(null, new FontIcon(Feather.DOWNLOAD));
        this.model = model;
        this.bench = bench;
        this.texts = bench.texts();
        this.kind = kind;
        setId("replay-export");
        getStyleClass().addAll("button-icon", "flat", "no-arrow", "export-button");
        setAccessibleText(texts.get("replay.export"));
        setTooltip(new Tooltip(texts.get("replay.export")));
        setMinWidth(Region.USE_PREF_SIZE);
        var gif = new MenuItem(texts.get("replay.export.gif"));
        gif.setId("replay-export-gif");
        gif.setOnAction(event -> gif());
        var pngs = new MenuItem(texts.get("replay.export.pngs"));
        pngs.setId("replay-export-pngs");
        pngs.setOnAction(event -> pngs());
        getItems().addAll(gif, pngs);
        disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.exportingProperty().get()
                                || model.runsProperty().get().isEmpty(),
                        model.exportingProperty(),
                        model.runsProperty()));
    }

    private void gif() {
        var kinds = List.of(new Dialogs.FileKind(texts.get("replay.export.gif"), "*.gif"));
        bench.dialogs()
                .saveFile(texts.get("replay.export"), "replay.gif", kinds)
                .ifPresent(
                        file -> draw(file, (export, target) -> export.gif(target, ReplayViewModel.untilInterrupted())));
    }

    private void pngs() {
        bench.dialogs()
                .chooseFolder(texts.get("replay.export.pngs"))
                .ifPresent(folder ->
                        draw(folder, (export, target) -> export.pngs(target, ReplayViewModel.untilInterrupted())));
    }

    private void draw(Path target, BiConsumer<ReplayExport, Path> write) {
        Look look = look();
        PictureColours colours = bench.palette().getValue().background().getBrightness() < 0.5
                ? PictureColours.DARK
                : PictureColours.LIGHT;
        PictureWords words = words();
        int delay = model.speedProperty().get().milliseconds();
        model.export(
                runs -> write.accept(
                        new ReplayExport(runs.stream().map(Replay::open).toList(), look, colours, words, delay),
                        target),
                texts.get("replay.export.done", target));
    }

    private Look look() {
        Head head = model.headProperty().get();
        return model.largeProperty().get() && head != null
                ? Look.one(kind.getValue(), head.layer(), head.index())
                : Look.all(kind.getValue());
    }

    private PictureWords words() {
        Function<HeadRole, String> role = one -> texts.get("inspect.role." + one.id());
        return new PictureWords(
                texts.get("replay.at", "{0}"),
                texts.get("replay.picture.held", "{0}"),
                texts.get("replay.training"),
                texts.get("replay.validation"),
                texts.get("replay.says"),
                texts.get("replay.writes"),
                texts.get("replay.noAttention"),
                PictureWords.roles(role));
    }
}
