package glassformer.run;

import org.jspecify.annotations.Nullable;

/// Something large that is handed over: who takes it has the only one, so that it is freed when its taker is done with
/// it. A record or local variable of a run would hold a model's first weights as long as the run takes.
final class Once<T> {
    private @Nullable T value;

    Once(T value) {
        this.value = value;
    }

    /// @throws IllegalStateException where it was taken before
    T take() {
        T taken = value;
        if (taken == null) {
            throw new IllegalStateException("it was taken before");
        }
        value = null;
        return taken;
    }
}
