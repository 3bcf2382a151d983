package glassformer.train;

import java.util.function.Consumer;

/// A person's hand on a running training: safe to use from any thread.
public final class TrainingControl {
    private boolean paused;
    private boolean stopped;
    private Consumer<Boolean> pauseListener = waiting -> {};

    /// Whom to tell, on the training thread, that training now waits (true) or goes on again (false).
    public synchronized void onPauseChange(Consumer<Boolean> listener) {
        pauseListener = listener;
    }

    public synchronized void pause() {
        paused = true;
    }

    public synchronized void unpause() {
        paused = false;
        notifyAll();
    }

    /// Ends the run after the step in progress, with a checkpoint.
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused && !stopped;
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /// Waits while paused.
    ///
    /// @return whether to go on
    synchronized boolean proceed() {
        boolean waits = paused && !stopped;
        if (waits) {
            pauseListener.accept(true);
        }
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        if (waits) {
            pauseListener.accept(false);
        }
        return !stopped;
    }
}
