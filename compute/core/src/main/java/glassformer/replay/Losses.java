package glassformer.replay;

import glassformer.run.Metric;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A run's losses, read from its metrics as they grow: a number a step, however much a line says. For one thread.
public final class Losses {
    private final GrowingLines lines;
    private final NavigableMap<Integer, Double> validation = new TreeMap<>();
    private int[] steps = new int[64];
    private double[] training = new double[64];
    private int size;

    Losses(Path metrics) {
        lines = new GrowingLines(metrics);
    }

    boolean refresh() {
        return lines.next(new GrowingLines.Listener() {
            @Override
            public void restarted() {
                validation.clear();
                size = 0;
            }

            @Override
            public void line(String text, long from, int bytes) {
                add(Metric.parse(text, "A line of the metrics"));
            }
        });
    }

    int restarts() {
        return lines.restarts();
    }

    private void add(Metric metric) {
        if (metric.split().equals(Metric.VALIDATION)) {
            validation.put(metric.step(), metric.loss());
        } else if (metric.split().equals(Metric.TRAIN)) {
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, size * 2);
                training = Arrays.copyOf(training, size * 2);
            }
            steps[size] = metric.step();
            training[size++] = metric.loss();
        }
    }

    /// The loss on the validation data by step.
    public NavigableMap<Integer, Double> validation() {
        return validation;
    }

    /// How many updates have a loss.
    public int updates() {
        return size;
    }

    /// The step of an update, from 0.
    public int step(int index) {
        return steps[index];
    }

    /// The loss of an update, from 0.
    public double training(int index) {
        return training[index];
    }

    /// The loss of the last update up to a step; NaN before the first.
    public double trainingAt(int step) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? Double.NaN : training[index];
    }
}
