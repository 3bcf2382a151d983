package glassformer.ui.replay;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import glassformer.replay.HeadCurve;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.heatmap.Head;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How heads formed: every score of the chosen head over the steps, or one score of the heads that have most of it,
/// with the line from which on a head is named so; and in words which heads have a name and since when.
final class ScoresChart extends VBox {
    private static final int MOST_HEADS = 6;
    private static final int MOST_NAMED = 6;

    private final ReplayViewModel model;
    private final Texts texts;
    private final ObservableValue<Kind> kind;
    private final CurveChart chart;
    private final ComboBox<Optional<HeadRole>> roles = new ComboBox<>();
    private final Label formed = new Label();

    ScoresChart(ReplayViewModel model, Workbench bench, ObservableValue<Kind> kind, CurveExport export) {
        this.model = model;
        this.texts = bench.texts();
        this.kind = kind;
        chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("replay-scores");
        chart.emptyTextProperty().set(texts.get("replay.scores.empty"));
        roles.setId("replay-role");
        roles.setAccessibleText(texts.get("replay.scores.which"));
        roles.getItems().add(Optional.empty());
        Stream.of(HeadRole.values()).map(Optional::of).forEach(roles.getItems()::add);
        roles.setConverter(new Words<>(role -> role.map(this::name).orElse(texts.get("replay.scores.head"))));
        roles.setValue(Optional.empty());
        roles.setMinWidth(Region.USE_PREF_SIZE);
        formed.setId("replay-formed");
        formed.getStyleClass().addAll("text-small", "text-muted");
        formed.setWrapText(true);
        formed.setMinHeight(Region.USE_PREF_SIZE);
        var panel = new CurvePanel(texts, roles, chart, export.named("heads"));
        VBox.setVgrow(panel, Priority.ALWAYS);
        panel.getChildren().add(formed);
        getChildren().add(panel);
        Runnable show = this::show;
        model.curvesProperty().subscribe(show);
        model.headProperty().subscribe(show);
        kind.subscribe(show);
        roles.valueProperty().subscribe(show);
        model.shownProperty().subscribe(frames -> chart.markerProperty().set(LossChart.mark(model)));
    }

    private String name(HeadRole role) {
        return texts.get("inspect.role." + role.id());
    }

    /// Of the kind on show, or of the first that the run has.
    private List<HeadCurve> ofKind(List<HeadCurve> curves) {
        Kind wanted = kind.getValue();
        boolean has = curves.stream().anyMatch(curve -> curve.kind() == wanted);
        return curves.stream()
                .filter(curve ->
                        curve.kind() == (has ? wanted : curves.getFirst().kind()))
                .toList();
    }

    private void show() {
        Optional<HeadRole> role = Optional.ofNullable(roles.getValue()).flatMap(one -> one);
        List<List<HeadCurve>> runs =
                model.curvesProperty().get().stream().map(this::ofKind).toList();
        chart.series().setAll(role.map(one -> byHead(runs, one)).orElseGet(() -> ofHead(runs)));
        formed.setText(formed(runs));
    }

    private List<CurveSeries> ofHead(List<List<HeadCurve>> runs) {
        var series = new ArrayList<CurveSeries>();
        Head head = model.headProperty().get();
        if (head == null) return series;
        for (int run = 0; run < runs.size(); run++) {
            for (HeadCurve curve : runs.get(run)) {
                if (curve.layer() != head.layer() || curve.head() != head.index()) continue;
                for (HeadRole role : HeadRole.values()) {
                    series.add(series(curve, role, ofRun(name(role), runs.size(), run), run));
                }
            }
        }
        return series;
    }

    private List<CurveSeries> byHead(List<List<HeadCurve>> runs, HeadRole role) {
        var series = new ArrayList<CurveSeries>();
        for (int run = 0; run < runs.size(); run++) {
            List<HeadCurve> most = runs.get(run).stream()
                    .sorted(Comparator.comparingDouble((HeadCurve curve) -> highest(curve, role))
                            .reversed())
                    .limit(MOST_HEADS / runs.size())
                    .toList();
            for (HeadCurve curve : most) {
                String label = new Head(curve.layer(), curve.head()).label();
                series.add(series(curve, role, ofRun(label, runs.size(), run), run));
            }
        }
        if (!series.isEmpty()) series.add(threshold(runs, role));
        return series;
    }

    private String ofRun(String what, int runs, int run) {
        return runs == 1
                ? what
                : texts.get(
                        "replay.ofRun",
                        what,
                        model.runsProperty().get().get(run).name());
    }

    private static double highest(HeadCurve curve, HeadRole role) {
        return curve.points().stream()
                .mapToDouble(point -> point.scores().of(role))
                .filter(score -> !Double.isNaN(score))
                .max()
                .orElse(-1);
    }

    private static CurveSeries series(HeadCurve curve, HeadRole role, String name, int run) {
        var scores = new Curve();
        curve.points()
                .forEach(point -> scores.append(point.step(), point.scores().of(role)));
        CurveSeries one = CurveSeries.of(name, scores).withPoints();
        return run == 0 ? one : one.asDashed();
    }

    /// What a score must reach; with other texts at other steps it changes.
    private CurveSeries threshold(List<List<HeadCurve>> runs, HeadRole role) {
        var line = new Curve();
        runs.stream().filter(curves -> !curves.isEmpty()).findFirst().ifPresent(curves -> curves.getFirst()
                .points()
                .forEach(point -> line.append(point.step(), HeadScores.threshold(role, point.even()))));
        return CurveSeries.of(texts.get("replay.scores.threshold"), line).asDashed();
    }

    private String formed(List<List<HeadCurve>> runs) {
        var sentences = new ArrayList<String>();
        for (int run = 0; run < runs.size(); run++) {
            for (HeadCurve curve : runs.get(run)) {
                String label = new Head(curve.layer(), curve.head()).label();
                String of = ofRun(label, runs.size(), run);
                curve.formed()
                        .ifPresent(now -> sentences.add(texts.get(
                                "replay.formed",
                                of,
                                name(now.role()),
                                texts.format().whole(now.step()))));
            }
        }
        if (sentences.isEmpty()) return texts.get("replay.formed.none");
        String told = String.join("  ·  ", sentences.subList(0, Math.min(MOST_NAMED, sentences.size())));
        int rest = sentences.size() - MOST_NAMED;
        return rest > 0 ? texts.get("replay.formed.more", told, rest) : told;
    }
}
