package glassformer.engine.kernels;

import java.util.List;

/// A kernel with what it is called with: each record belongs to the method of its name and has its parameters in
/// order, but `from` and `to`, between which the outer loop runs: `0` and [#span].
///
/// An executor is an exhaustive switch over these.
public sealed interface Call {
    /// How many passes the outer loop has.
    int span();

    /// Does some of the passes, as plain Java.
    void run(int from, int to);

    /// The arrays of numbers that the kernel gets.
    List<Floats> floats();

    /// The arrays of whole numbers.
    List<Ints> ints();

    /// [Products#multiplied]
    record Product(
            Floats a,
            Floats b,
            Floats c,
            Floats bias,
            Ints table,
            int at,
            int m,
            int n,
            int k,
            int z,
            int biasAt,
            int add,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Products.multiplied(
                    a.array(),
                    b.array(),
                    c.array(),
                    bias.array(),
                    table.array(),
                    at,
                    from,
                    to,
                    m,
                    n,
                    k,
                    z,
                    biasAt,
                    add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(a, b, c, bias);
        }

        @Override
        public List<Ints> ints() {
            return List.of(table);
        }
    }

    /// [Products#transposed]
    record Transpose(Floats x, Floats y, Ints table, int at, int rows, int columns, int z, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Products.transposed(x.array(), y.array(), table.array(), at, from, to, rows, columns, z);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of(table);
        }
    }

    /// [Products#columnSums]
    record ColumnSums(Floats x, Floats y, int xAt, int yAt, int rows, int columns, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Products.columnSums(x.array(), y.array(), xAt, yAt, from, to, rows, columns);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#scaled]
    record Scaled(Floats x, Floats y, int xAt, int yAt, float factor, int add, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Elements.scaled(x.array(), y.array(), xAt, yAt, from, to, factor, add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#added]
    record Sum(Floats a, Floats b, Floats y, int aAt, int bAt, int yAt, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Elements.added(a.array(), b.array(), y.array(), aAt, bAt, yAt, from, to);
        }

        @Override
        public List<Floats> floats() {
            return List.of(a, b, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#dropped]
    record Dropout(
            Floats x,
            Floats y,
            Ints inputs,
            int xAt,
            int yAt,
            float probability,
            int together,
            int stream,
            int at,
            int add,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Elements.dropped(
                    x.array(), y.array(), inputs.array(), xAt, yAt, from, to, probability, together, stream, at, add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Elements#activated]
    record Activate(Floats x, Floats y, int xAt, int yAt, int kind, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Elements.activated(x.array(), y.array(), xAt, yAt, from, to, kind);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#activatedBack]
    record ActivateBack(Floats x, Floats dy, Floats dx, int xAt, int dyAt, int dxAt, int kind, int add, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Elements.activatedBack(x.array(), dy.array(), dx.array(), xAt, dyAt, dxAt, from, to, kind, add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dy, dx);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#gated]
    record Gate(Floats gate, Floats up, Floats y, int gateAt, int upAt, int yAt, int kind, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Elements.gated(gate.array(), up.array(), y.array(), gateAt, upAt, yAt, from, to, kind);
        }

        @Override
        public List<Floats> floats() {
            return List.of(gate, up, y);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Elements#gatedBack]
    record GateBack(Floats x, Floats dx, int gateAt, int upAt, int yAt, int kind, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Elements.gatedBack(x.array(), dx.array(), gateAt, upAt, yAt, from, to, kind);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Vectors#gathered]
    record Gather(
            Floats table,
            Floats x,
            Ints inputs,
            int tableAt,
            int xAt,
            int yAt,
            int columns,
            int idsAt,
            int startAt,
            int offset,
            int length,
            int places,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.gathered(
                    table.array(),
                    x.array(),
                    inputs.array(),
                    tableAt,
                    xAt,
                    yAt,
                    from,
                    to,
                    columns,
                    idsAt,
                    startAt,
                    offset,
                    length,
                    places);
        }

        @Override
        public List<Floats> floats() {
            return List.of(table, x);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Vectors#scattered]
    record Scatter(
            Floats dx,
            Floats dTable,
            Ints inputs,
            int dxAt,
            int tableAt,
            int rows,
            int columns,
            int idsAt,
            int offset,
            int length,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.scattered(
                    dx.array(),
                    dTable.array(),
                    inputs.array(),
                    dxAt,
                    tableAt,
                    from,
                    to,
                    rows,
                    columns,
                    idsAt,
                    offset,
                    length);
        }

        @Override
        public List<Floats> floats() {
            return List.of(dx, dTable);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Vectors#normed]
    record Norm(
            Floats x,
            Floats weights,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int columns,
            float epsilon,
            int centred,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.normed(
                    x.array(),
                    weights.array(),
                    xAt,
                    yAt,
                    scaleAt,
                    shiftAt,
                    keptAt,
                    from,
                    to,
                    columns,
                    epsilon,
                    centred);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, weights);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Vectors#normBack]
    record NormBack(
            Floats x,
            Floats dx,
            Floats weights,
            int xAt,
            int yAt,
            int scaleAt,
            int keptAt,
            int columns,
            int centred,
            int add,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.normBack(
                    x.array(), dx.array(), weights.array(), xAt, yAt, scaleAt, keptAt, from, to, columns, centred, add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx, weights);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Vectors#normWeightsBack]
    record NormWeightsBack(
            Floats x,
            Floats dx,
            Floats gradient,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int rows,
            int columns,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.normWeightsBack(
                    x.array(),
                    dx.array(),
                    gradient.array(),
                    xAt,
                    yAt,
                    scaleAt,
                    shiftAt,
                    keptAt,
                    from,
                    to,
                    rows,
                    columns);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx, gradient);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Vectors#turned]
    record Turn(
            Floats x,
            Floats y,
            Floats turns,
            Ints inputs,
            int xAt,
            int xStep,
            int yAt,
            int yStep,
            int heads,
            int pairs,
            int turnsAt,
            int startAt,
            int length,
            int places,
            int way,
            int add,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.turned(
                    x.array(),
                    y.array(),
                    turns.array(),
                    inputs.array(),
                    xAt,
                    xStep,
                    yAt,
                    yStep,
                    from,
                    to,
                    heads,
                    pairs,
                    turnsAt,
                    startAt,
                    length,
                    places,
                    way,
                    add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, y, turns);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Vectors#pooled]
    record Pool(Floats x, Ints inputs, int xAt, int yAt, int lengthsAt, int length, int columns, int how, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.pooled(x.array(), inputs.array(), xAt, yAt, lengthsAt, from, to, length, columns, how);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Vectors#pooledBack]
    record PoolBack(
            Floats dx,
            Ints inputs,
            int xAt,
            int yAt,
            int lengthsAt,
            int length,
            int columns,
            int how,
            int add,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.pooledBack(dx.array(), inputs.array(), xAt, yAt, lengthsAt, from, to, length, columns, how, add);
        }

        @Override
        public List<Floats> floats() {
            return List.of(dx);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Vectors#stored]
    record Store(
            Floats x, Floats cache, Ints inputs, int xAt, int xStep, int cacheAt, int startAt, int columns, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Vectors.stored(x.array(), cache.array(), inputs.array(), xAt, xStep, cacheAt, startAt, from, to, columns);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, cache);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Softmaxes#attended]
    record Attend(
            Floats x,
            Floats slopes,
            Ints inputs,
            int xAt,
            int slopesAt,
            int lengthsAt,
            int startAt,
            int rows,
            int keys,
            int heads,
            int z,
            float scale,
            int mask,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Softmaxes.attended(
                    x.array(),
                    slopes.array(),
                    inputs.array(),
                    xAt,
                    slopesAt,
                    lengthsAt,
                    startAt,
                    from,
                    to,
                    rows,
                    keys,
                    heads,
                    z,
                    scale,
                    mask);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, slopes);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Softmaxes#attendedBack]
    record AttendBack(Floats x, Floats dx, int xAt, int dxAt, int rows, int keys, int z, float scale, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Softmaxes.attendedBack(x.array(), dx.array(), xAt, dxAt, from, to, rows, keys, z, scale);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Softmaxes#crossEntropy]
    record CrossEntropy(
            Floats x,
            Floats dx,
            Floats hyper,
            Ints inputs,
            int xAt,
            int labelsAt,
            int hyperAt,
            int lossesAt,
            int classes,
            int ignored,
            int slopes,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Softmaxes.crossEntropy(
                    x.array(),
                    dx.array(),
                    hyper.array(),
                    inputs.array(),
                    xAt,
                    labelsAt,
                    hyperAt,
                    lossesAt,
                    from,
                    to,
                    classes,
                    ignored,
                    slopes);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx, hyper);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Softmaxes#squaredError]
    record SquaredError(
            Floats x, Floats dx, Floats hyper, int xAt, int labelsAt, int hyperAt, int lossesAt, int slopes, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Softmaxes.squaredError(
                    x.array(), dx.array(), hyper.array(), xAt, labelsAt, hyperAt, lossesAt, from, to, slopes);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, dx, hyper);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Softmaxes#totals]
    record Totals(Floats x, Floats sums, int xAt, int sumsAt, int count, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Softmaxes.totals(x.array(), sums.array(), xAt, sumsAt, from, to, count);
        }

        @Override
        public List<Floats> floats() {
            return List.of(x, sums);
        }

        @Override
        public List<Ints> ints() {
            return List.of();
        }
    }

    /// [Updates#cleared]
    record Clear(Floats gradient, Ints inputs, int at, int span) implements Call {
        @Override
        public void run(int from, int to) {
            Updates.cleared(gradient.array(), inputs.array(), at, from, to);
        }

        @Override
        public List<Floats> floats() {
            return List.of(gradient);
        }

        @Override
        public List<Ints> ints() {
            return List.of(inputs);
        }
    }

    /// [Updates#measured]
    record Measure(Floats weights, Floats gradient, Floats sums, Ints table, int tableAt, int pieces, int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Updates.measured(weights.array(), gradient.array(), sums.array(), table.array(), tableAt, from, to, pieces);
        }

        @Override
        public List<Floats> floats() {
            return List.of(weights, gradient, sums);
        }

        @Override
        public List<Ints> ints() {
            return List.of(table);
        }
    }

    /// [Updates#changed]
    record Update(
            Floats weights,
            Floats mean,
            Floats gradient,
            Floats first,
            Floats second,
            Ints table,
            Floats hyper,
            Floats results,
            Ints inputs,
            int tableAt,
            int hyperAt,
            int at,
            int kind,
            int averages,
            int span)
            implements Call {
        @Override
        public void run(int from, int to) {
            Updates.changed(
                    weights.array(),
                    mean.array(),
                    gradient.array(),
                    first.array(),
                    second.array(),
                    table.array(),
                    hyper.array(),
                    results.array(),
                    inputs.array(),
                    tableAt,
                    hyperAt,
                    at,
                    from,
                    to,
                    kind,
                    averages);
        }

        @Override
        public List<Floats> floats() {
            return List.of(weights, mean, gradient, first, second, hyper, results);
        }

        @Override
        public List<Ints> ints() {
            return List.of(table, inputs);
        }
    }
}
