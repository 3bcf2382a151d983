package glassformer.app;

import glassformer.text.Progress;
import glassformer.train.TrainingControl;

/// Tells how far the parts of a long look at vectors are, and stops them when a person interrupts.
record RepresentSteps(glassformer.app.Progress shown, TrainingControl control) {
    RepresentSteps(Console console, TrainingControl control) {
        this(new glassformer.app.Progress(console, 0), control);
    }

    Progress phase(String sentence) {
        return new Progress() {
            @Override
            public void report(double fraction) {
                shown.phase(sentence, fraction);
            }

            @Override
            public boolean cancelled() {
                return control.isStopped();
            }
        };
    }

    void end() {
        shown.end();
    }
}
