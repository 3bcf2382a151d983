package glassformer.ui.train;

import glassformer.ui.shell.Notification;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.ShellViewModel;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The Train page: what can be done on top, curves on the left, what the model writes on the right.
public final class TrainPage {
    private static final Duration LOOK_AGAIN = Duration.seconds(2);

    private TrainPage() {}

    /// @param runs       where the folders of new runs are made
    /// @param openFolder shows a folder in the system's file manager
    public static Node create(Workbench bench, Path runs, Consumer<Path> openFolder) {
        var model = new TrainViewModel(
                bench.session(), bench.link(), runs, bench.background(), bench.texts(), Clock.systemDefaultZone());
        var devices = new DevicesViewModel(bench.session(), bench.link(), bench.texts());
        tell(model, bench);
        return content(model, devices, bench, openFolder);
    }

    static Node content(TrainViewModel model, DevicesViewModel devices, Workbench bench, Consumer<Path> openFolder) {
        var texts = bench.texts();
        var curves = new WatchPane(model, new RateSearchViewModel(bench.session(), bench.link(), texts), bench);
        var upkeep = new UpkeepViewModel(model, bench);
        var right = new VBox(
                new SummaryCard(model, texts, openFolder),
                new UpkeepCard(model, upkeep, texts),
                new OutliersCard(upkeep.outliers(), texts),
                new SamplesCard(model.samples(), model.continuesProperty(), texts));
        right.getStyleClass().add("spacing-16");
        VBox.setVgrow(right.getChildren().getLast(), Priority.ALWAYS);
        HBox.setHgrow(curves, Priority.ALWAYS);
        var side = new ScrollPane(right);
        side.setFitToWidth(true);
        side.setFitToHeight(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.getStyleClass().addAll("page-scroll", "train-side");
        side.setMinHeight(0);
        var middle = new HBox(curves, side);
        middle.getStyleClass().add("spacing-16");
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(
                new TrainHeader(model, upkeep, devices, texts),
                new NoticeBox(model, devices, texts),
                new ProgressStrip(model, texts),
                middle);
        followOthers(model, page);
        page.setId("train-page");
        page.getStyleClass().addAll("page", "train-page");
        return page;
    }

    /// A run that another process trains sends this window no events.
    private static void followOthers(TrainViewModel model, Node page) {
        var timer = new Timeline(new KeyFrame(LOOK_AGAIN, event -> {
            if (page.getScene() != null) model.follow();
        }));
        timer.setCycleCount(Animation.INDEFINITE);
        model.stageProperty().subscribe(stage -> {
            if (stage == TrainStage.ELSEWHERE) timer.play();
            else timer.stop();
        });
    }

    /// Keeps the status bar up to date, and tells the person of an end that another page would hide.
    private static void tell(TrainViewModel model, Workbench bench) {
        var texts = bench.texts();
        ShellViewModel shell = bench.shell();
        model.progressProperty().subscribe(progress -> {
            if (model.stageProperty().get().isLive()) shell.messageProperty().set(ProgressStrip.words(progress, texts));
        });
        model.stageProperty().subscribe((before, after) -> {
            if (!after.isLive()) shell.messageProperty().set("");
            if (!before.isLive() || after.isLive() || shell.pageProperty().get() == PageId.TRAIN) return;
            String text = texts.get("train.news", bench.session().lab().name(), texts.get(after.textKey()));
            var news = after == TrainStage.FINISHED ? Notification.success(text) : Notification.warning(text);
            shell.notify(news.withAction(
                    texts.get("train.news.show"), () -> shell.pageProperty().set(PageId.TRAIN)));
        });
    }
}
