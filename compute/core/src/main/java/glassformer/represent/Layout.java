package glassformer.represent;

import glassformer.BadInputException;
import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;
import glassformer.numerics.Pca;
import glassformer.text.Progress;
import java.util.Arrays;

/// Where the vectors of a space lie on a map.
///
/// @param places    of the first entries: all of them but where t-SNE can take no more // (M, 2 or 3)
/// @param explained each axis's part of the vectors' variance; empty for t-SNE // (2 or 3)
public record Layout(MapMethod method, Matrix places, double[] explained) {
    /// @param dimensions 2 or 3
    /// @throws BadInputException                            where the space has too few vectors or dimensions
    /// @throws java.util.concurrent.CancellationException where the progress asks for it
    public static Layout of(Space space, MapMethod method, int dimensions, Numerics numerics, Progress progress) {
        if (dimensions != 2 && dimensions != 3) {
            throw new BadInputException("A map has 2 or 3 dimensions, not " + dimensions + ".");
        }
        if (space.size() <= dimensions) {
            throw new BadInputException("A map of " + dimensions + " dimensions needs more than " + dimensions
                    + " vectors, but there are " + space.size() + ".");
        }
        return switch (method) {
            case PCA -> {
                Pca pca = Pca.of(space.vectors(), dimensions, numerics);
                yield new Layout(method, pca.project(space.vectors(), numerics), pca.explained());
            }
            case TSNE -> {
                int count = Math.min(space.size(), Tsne.MOST);
                int width = space.vectors().columns();
                Matrix first =
                        new Matrix(count, width, Arrays.copyOf(space.vectors().values(), count * width));
                Pca pca = Pca.of(first, dimensions, numerics);
                yield new Layout(
                        method, Tsne.USUAL.layout(first, pca.project(first, numerics), progress), new double[0]);
            }
        };
    }

    public int dimensions() {
        return places.columns();
    }
}
