package glassformer.train;

/// A person's hand on a running training: safe to use from any thread.
public final class TrainingControl {
    private boolean paused;
    private boolean stopped;

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
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        return !stopped;
    }
}
