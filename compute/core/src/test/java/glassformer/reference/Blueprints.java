package glassformer.reference;

import glassformer.blueprint.Blueprint;
import java.util.stream.Stream;

/// For tests of other packages.
public final class Blueprints {
    private Blueprints() {}

    /// Between them they have every kind of layer.
    public static Stream<Blueprint> all() {
        return Stream.concat(Architecture.all(), Architecture.dropping().stream())
                .map(Architecture::blueprint);
    }
}
