package glassformer.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Finds the lowest point of a smooth convex function by L-BFGS, with the two-loop recursion and a line search that
/// halves its step until the function falls enough (Nocedal & Wright 2006, algorithms 7.4, 7.5 and 3.1).
///
/// @param tolerance stop when no component of the gradient is larger
/// @param iterations stop after as many
record Lbfgs(double tolerance, int iterations) {
    private static final int MEMORY = 10;
    private static final double ENOUGH = 1e-4;
    private static final int HALVINGS = 50;

    private record Pair(double[] step, double[] change, double product) {}

    /// @param start is not changed // (N)
    /// @param curvature how much the slope changes along each coordinate, roughly; above 0 // (N)
    double[] minimise(Objective objective, double[] start, double[] curvature) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int i = 0; i < iterations && largest(gradient) > tolerance; i++) {
            double[] direction = direction(gradient, pairs, curvature);
            double slope = dot(gradient, direction);
            double size = 1;
            double[] nextGradient = new double[point.length];
            double[] next = along(point, direction, size);
            double nextValue = objective.at(next, nextGradient);
            for (int k = 0; k < HALVINGS && !(nextValue <= value + ENOUGH * size * slope); k++) {
                size /= 2;
                next = along(point, direction, size);
                nextValue = objective.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                break; // as low as the arithmetic can tell
            }
            remember(pairs, difference(next, point), difference(nextGradient, gradient));
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static void remember(Deque<Pair> pairs, double[] step, double[] change) {
        double product = dot(step, change);
        if (product > 1e-300) {
            pairs.addFirst(new Pair(step, change, product));
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    private static double[] direction(double[] gradient, Deque<Pair> pairs, double[] curvature) {
        double[] direction = gradient.clone();
        double[] shares = new double[pairs.size()];
        int i = 0;
        for (Pair pair : pairs) {
            shares[i] = dot(pair.step(), direction) / pair.product();
            add(direction, pair.change(), -shares[i++]);
        }
        double scale = pairs.isEmpty() ? 1 : scale(pairs.getFirst(), curvature);
        for (int k = 0; k < direction.length; k++) {
            direction[k] *= scale / curvature[k];
        }
        for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            add(direction, pair.step(), shares[--i] - dot(pair.change(), direction) / pair.product());
        }
        for (int k = 0; k < direction.length; k++) {
            direction[k] = -direction[k];
        }
        return direction;
    }

    /// What makes the curvature fit to the latest step.
    private static double scale(Pair latest, double[] curvature) {
        double sum = 0;
        for (int k = 0; k < curvature.length; k++) {
            sum += latest.change()[k] * latest.change()[k] / curvature[k];
        }
        return latest.product() / sum;
    }

    private static double[] along(double[] point, double[] direction, double size) {
        double[] moved = point.clone();
        add(moved, direction, size);
        return moved;
    }

    private static double[] difference(double[] a, double[] b) {
        return along(a, b, -1);
    }

    private static void add(double[] target, double[] other, double scale) {
        for (int i = 0; i < target.length; i++) {
            target[i] += scale * other[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
