package glassformer.train;

/// The best validation loss so far, and for how long there has been no better one.
final class Patience {
    private final EarlyStopping rule;
    private int bestStep = -1;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int waited;

    Patience(EarlyStopping rule, LossHistory history) {
        this.rule = rule;
        history.validation().forEach(seen -> add(seen.step(), seen.value()));
    }

    /// @return whether no loss before was as good
    boolean add(int step, double loss) {
        if (loss < bestLoss) {
            bestLoss = loss;
            bestStep = step;
            waited = 0;
            return true;
        }
        waited++;
        return false;
    }

    boolean exhausted() {
        return rule.patience() > 0 && waited >= rule.patience();
    }

    /// −1 before the first evaluation.
    int bestStep() {
        return bestStep;
    }

    double bestLoss() {
        return bestLoss;
    }
}
