package glassformer.ui.inspect;

import glassformer.engine.Tensor;
import glassformer.inspect.AttentionSvg;
import glassformer.run.AttentionExport;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Workbench;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        Matrix shown = model.patternProperty().get();
        Head head = model.headProperty().get();
        if (group == null || shown == null || head == null) return;
        Texts texts = bench.texts();
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

    private void write(Format format, GroupPicture group, Matrix shown, Head head, Path file) throws IOException {
        switch (format) {
            case PNG -> png(file);
            case SVG -> {
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    Tensor pattern = Tensor.of(shown.values(), shown.rows(), shown.columns());
                    AttentionSvg.links(group.rows(), group.columns(), pattern, threshold.get(), out);
                }
            }
            case CSV -> {
                try (BufferedWriter out = Files.newBufferedWriter(file)) {
                    AttentionExport.csv(groups(), out);
                }
            }
            case NPY -> AttentionExport.npy(group.attention().patterns().get(head.layer()), file);
            case SAFETENSORS -> AttentionExport.safetensors(groups(), file);
        }
    }

    private List<glassformer.engine.AttentionGroup> groups() {
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
