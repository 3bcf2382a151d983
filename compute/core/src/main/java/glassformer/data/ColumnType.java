package glassformer.data;

/// What the cells of a column look like.
public enum ColumnType {
    /// Free text.
    TEXT,
    /// One of a few values that come again, such as a class.
    CATEGORY,
    /// A number that could be measured or predicted.
    NUMBER,
    /// A tag for each word, with spaces between them, such as `B-PER O O`.
    TAGS
}
