package glassformer.ui.window;

import glassformer.ui.generate.GeneratePage;
import glassformer.ui.inspect.InspectPage;
import glassformer.ui.train.TrainPage;
import glassformer.ui.worker.Workbench;
import javafx.scene.Node;

/// The pages that work with the compute worker.
final class WorkerPages {
    private WorkerPages() {}

    static Node train(Workbench bench, WindowSetup setup) {
        return TrainPage.create(bench, setup.runsFolder(), setup.openFolder());
    }

    static Node inspect(Workbench bench) {
        return InspectPage.create(bench);
    }

    static Node generate(Workbench bench) {
        return GeneratePage.create(bench);
    }
}
