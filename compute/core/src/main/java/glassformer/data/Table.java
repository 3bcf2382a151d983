package glassformer.data;

/// Rows and named columns of text cells, such as a file of comma-separated values. Each pass opens it anew, so that a
/// table need not fit in memory.
public interface Table {
    /// How errors name it: a file's name.
    String name();

    Rows open();
}
