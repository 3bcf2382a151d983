package glassformer.run;

import glassformer.train.TrainingEvent;

/// Hears of a run as it goes, on the thread that trains.
public interface RunListener {
    RunListener SILENT = new RunListener() {
        @Override
        public void phase(String sentence, double progress) {}

        @Override
        public void event(TrainingEvent event) {}
    };

    /// @param sentence what is being done: "Reading the text"
    /// @param progress from 0 to 1; negative where unknown
    void phase(String sentence, double progress);

    /// Called after the run's folder was written.
    void event(TrainingEvent event);

    /// @param sentence what a person should know but need not act on: a damaged checkpoint was passed over
    default void note(String sentence) {}
}
