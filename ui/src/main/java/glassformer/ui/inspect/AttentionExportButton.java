package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.inspect.AttentionSvg;
import glassformer.run.AttentionExport;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.Head;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Workbench;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.value.ObservableDoubleValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menu that saves attention: the large picture as PNG or SVG, its layer's heads as `.npy`, all heads as CSV and
/// safetensors.
final class AttentionExportButton extends MenuButton {
    private static final int SCALE = 2;

    private enum Format {
        PNG,
        SVG,
        CSV,
        NPY,
        SAFETENSORS;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final InspectViewModel model;
    private final Supplier<Region> picture;
    private final ObservableDoubleValue threshold;
    private final Workbench bench;

    AttentionExportButton(
            InspectViewModel model, Supplier<Region> picture, ObservableDoubleValue threshold, Workbench bench) {
        super(null, new FontIcon(Feather.DOWNLOAD));
        this.model = model;
        this.picture = picture;
        this.threshold = threshold;
        this.bench = bench;
        setId("inspect-export");
        Texts texts = bench.texts();
        getStyleClass().addAll("button-icon", "flat", "small-icon", "no-arrow", "export-button");
        setAccessibleText(texts.get("inspect.export"));
        setTooltip(new Tooltip(texts.get("inspect.export")));
        setMinWidth(Region.USE_PREF_SIZE);
        for (Format format : Format.values()) {
            var item = new MenuItem(texts.get("inspect.export." + format.ending()));
            item.setId("inspect-export-" + format.ending());
            item.setOnAction(event -> ask(format));
            getItems().add(item);
        }
    }

    private void ask(Format format) {
        GroupPicture group = model.groupProperty().get();
        Cells shown = model.patternProperty().get();
        Head head = model.headProperty().get();
        if (group == null || shown == null || head == null) return;
        Texts texts = bench.texts();
        boolean ofAll = format == Format.CSV || format == Format.SVG;
        if (group.isStored() && ofAll) {
            bench.dialogs().error(texts.get("inspect.export"), texts.get("inspect.large.export"), "");
            return;
        }
        var kinds =
                List.of(new Dialogs.FileKind(texts.get("inspect.export." + format.ending()), "*." + format.ending()));
        bench.dialogs()
                .saveFile(texts.get("inspect.export"), "attention." + format.ending(), kinds)
                .ifPresent(file -> {
                    try {
                        write(format, group, shown, head, file);
                    } catch (IOException e) {
                        bench.dialogs()
                                .error(
                                        texts.get("inspect.export"),
                                        texts.get("inspect.export.failed", file),
                                        e.toString());
                    }
                });
    }

    private void write(Format format, GroupPicture group, Cells shown, Head head, Path file) throws IOException {
        switch (format) {
            case PNG -> png(file);
            case SVG -> {
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    AttentionSvg.links(group.rows(), group.columns(), values(shown), threshold.get(), out);
                }
            }
            case CSV -> {
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    AttentionExport.csv(groups(), out);
                }
            }
            case NPY ->
                AttentionExport.npy(
                        group.isStored()
                                ? values(shown)
                                : group.attention().patterns().get(head.layer()),
                        file);
            case SAFETENSORS -> AttentionExport.safetensors(group.isStored() ? alone(group, head) : groups(), file);
        }
    }

    /// The chosen head of what is stored as if it were all.
    private static List<AttentionGroup> alone(GroupPicture group, Head head) {
        Tensor of = values(Objects.requireNonNull(group.shown(head, HeadChoice.HEAD)));
        Tensor layer =
                Tensor.of(of.values(), 1, group.rows().size(), group.columns().size());
        return List.of(new AttentionGroup(group.kind(), group.rows(), group.columns(), List.of(layer)));
    }

    /// `(T, S)`
    private static Tensor values(Cells cells) {
        return Tensor.of(cells.values(), cells.rows(), cells.columns());
    }

    private List<AttentionGroup> groups() {
        AttentionPicture all = model.pictureProperty().get();
        return all == null
                ? List.of()
                : all.groups().stream().map(GroupPicture::attention).toList();
    }

    private void png(Path file) throws IOException {
        var parameters = new SnapshotParameters();
        parameters.setFill(bench.palette().getValue().background());
        parameters.setTransform(Transform.scale(SCALE, SCALE));
        var image = SwingFXUtils.fromFXImage(picture.get().snapshot(parameters, null), null);
        if (!ImageIO.write(image, "png", file.toFile())) throw new IOException("this Java cannot write PNG files");
    }
}
