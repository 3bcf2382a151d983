package glassformer.ui.map;

/// What the Map page shows.
enum MapView {
    CLOUD,
    PATH,
    SIMILARITY
}
