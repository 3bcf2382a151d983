package glassformer.export;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Engines;
import glassformer.engine.MergedAdapters;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import org.jspecify.annotations.Nullable;

/// An [ExportSubject] with its weights, and the model itself to compare with. Both are loaded when first asked for.
public final class ExportSource implements AutoCloseable {
    private final ExportSubject subject;
    private final Engines engines;
    private final String device;
    private @Nullable Weights weights;
    private @Nullable ModelSession session;

    /// @param device `auto` or a device's id
    public ExportSource(ExportSubject subject, Engines engines, String device) {
        this.subject = subject;
        this.engines = engines;
        this.device = device;
    }

    public ExportSubject subject() {
        return subject;
    }

    public Blueprint blueprint() {
        return subject.blueprint();
    }

    /// Of [#blueprint], adapters merged, in the checkpoint's names and layouts.
    public Weights weights() {
        if (weights == null) {
            Blueprint adapted = subject.checkpoint().spec().blueprint();
            weights = MergedAdapters.of(adapted, subject.checkpoint().weights()).checked(subject.blueprint());
        }
        return weights;
    }

    /// The model in an engine.
    ///
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    public ModelSession session() {
        if (session == null) {
            Engines.Located located = engine();
            session = located.engine().open(subject.blueprint(), weights(), located.device());
        }
        return session;
    }

    public Engines engines() {
        return engines;
    }

    /// Who runs [#session].
    public Engines.Located engine() {
        return engines.locate(device);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
