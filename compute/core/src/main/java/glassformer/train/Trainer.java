package glassformer.train;

import glassformer.engine.AdamWState;
import glassformer.engine.ModelSession;
import java.util.function.Consumer;

/// The training loop. Knows nothing of files, tokenizers or architectures.
public final class Trainer {
    private final ModelSession session;
    private final TrainingConfig config;
    private final TokenSource train;
    private final TokenSource validation;
    private final Probe probe;
    private final Consumer<TrainingEvent> events;
    private final TrainingControl control;

    public Trainer(
            ModelSession session,
            TrainingConfig config,
            TokenSource train,
            TokenSource validation,
            Probe probe,
            Consumer<TrainingEvent> events,
            TrainingControl control) {
        this.session = session;
        this.config = config;
        this.train = train;
        this.validation = validation;
        this.probe = probe;
        this.events = events;
        this.control = control;
    }

    /// Trains until the configured steps are done or the control stops.
    ///
    /// @param fromStep updates already done; 0 for a fresh start
    /// @param state    AdamW's memory after those updates
    /// @throws TrainingFailedException where the loss or gradient is not finite
    public TrainingOutcome run(int fromStep, AdamWState state) {
        throw new UnsupportedOperationException(
                "" + session + config + train + validation + probe + events + control + fromStep + state);
    }
}
