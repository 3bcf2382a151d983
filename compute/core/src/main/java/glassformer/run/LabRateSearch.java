package glassformer.run;

import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.train.RateSearch;
import glassformer.train.TrainingControl;
import java.nio.file.Path;

/// Looks for a lab's learning rate on its own data, and leaves nothing behind.
public final class LabRateSearch {
    private LabRateSearch() {}

    /// As [TrainingRun#start] prepares a run. A stop by the control ends the search early.
    ///
    /// @param labFolder what a relative `file:` source is relative to
    public static RateSearch.Found of(
            Lab lab,
            Path labFolder,
            RateSearch search,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        lab.validate();
        try (FreshModel fresh = FreshModel.prepare(lab, labFolder, engines, listener, control);
                ModelSession session = fresh.located()
                        .engine()
                        .open(
                                lab.regularization().applyTo(fresh.spec().blueprint()),
                                fresh.weights().take(),
                                fresh.located().device())) {
            listener.phase("Searching for a learning rate", -1);
            return search.in(
                    session, fresh.lab().training(), fresh.rates(), fresh.data().training(), control);
        }
    }
}
