package glassformer.represent;

import glassformer.blueprint.Named;

/// How vectors are laid out in two or three dimensions.
public enum MapMethod implements Named {
    /// The directions in which they differ most; distances are true along these.
    PCA("pca"),
    /// Neighbours stay neighbours; distances between groups mean little.
    TSNE("tsne");

    private final String id;

    MapMethod(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
