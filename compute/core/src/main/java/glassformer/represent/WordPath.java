package glassformer.represent;

import glassformer.BadInputException;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.numerics.Pca;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How one entry's vector moves from layer to layer, on a map of the first components of all layers' vectors together.
///
/// @param steps   one a layer
/// @param crowd   where the most frequent entries lie in each layer, one layer after the other // (layers M, 2)
/// @param crowded how many entries the crowd has, `M`
public record WordPath(String name, List<Step> steps, double[] explained, Matrix crowd, int crowded) {
    private static final int CROWD = 400;

    /// @param x         on the map
    /// @param length    of the vector
    /// @param cosine    with the vector of the layer before; 1 for the first
    /// @param neighbours in this layer
    public record Step(int layer, double x, double y, double length, double cosine, List<Space.Neighbour> neighbours) {}

    /// @throws BadInputException where the vectors are not followed through layers or have no such entry
    public static WordPath of(ModelVectors vectors, String name, int neighbours, Numerics numerics) {
        if (vectors.layers() < 2) {
            throw new BadInputException("Vectors of places are there in one layer only, so none has a path.");
        }
        if (!vectors.wasRead()) {
            throw new IllegalStateException("the texts were not read");
        }
        Space last = vectors.at(vectors.layers() - 1);
        String found = last.entries().get(last.find(name)).name();
        List<Space> spaces = new ArrayList<>();
        for (int layer = 0; layer < vectors.layers(); layer++) {
            spaces.add(vectors.at(layer));
        }
        int crowded = Math.min(CROWD, last.size());
        Matrix all = stacked(spaces, crowded);
        Pca pca = Pca.of(all, 2, numerics);
        List<Step> steps = new ArrayList<>();
        double[] before = {};
        for (int layer = 0; layer < spaces.size(); layer++) {
            Space space = spaces.get(layer);
            int index = space.find(found);
            double[] vector = space.vector(index);
            Matrix place = pca.project(new Matrix(1, vector.length, vector), numerics);
            steps.add(new Step(
                    layer,
                    place.at(0, 0),
                    place.at(0, 1),
                    Space.length(vector),
                    layer == 0 ? 1 : Space.cosine(before, vector),
                    space.nearest(index, neighbours)));
            before = vector;
        }
        return new WordPath(found, steps, pca.explained(), pca.project(all, numerics), crowded);
    }

    /// The first entries of each. // (layers M, C)
    private static Matrix stacked(List<Space> spaces, int count) {
        int width = spaces.getFirst().vectors().columns();
        Matrix all = Matrix.zeros(spaces.size() * count, width);
        for (int layer = 0; layer < spaces.size(); layer++) {
            double[] some = Arrays.copyOf(spaces.get(layer).vectors().values(), count * width);
            System.arraycopy(some, 0, all.values(), layer * count * width, some.length);
        }
        return all;
    }
}
