package glassformer.ui.window;

import glassformer.ui.train.TrainPage;
import glassformer.ui.worker.Workbench;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The pages that work with the compute worker.
final class WorkerPages {
    private WorkerPages() {}

    static Node train(Workbench bench, WindowSetup setup) {
        return TrainPage.create(bench, setup.runsFolder(), setup.openFolder());
    }

    static Node inspect(Workbench bench, WindowSetup setup) {
        return new StackPane();
    }

    static Node generate(Workbench bench, WindowSetup setup) {
        return new StackPane();
    }
}
