package glassformer.data;

import java.util.Iterator;
import java.util.List;

/// One pass over the rows of a table, read as they are asked for. Throws [glassformer.BadInputException] where the file
/// is not a table, naming the file, the row and what would be right.
public interface Rows extends Iterator<Row>, AutoCloseable {
    List<String> columns();

    @Override
    void close();
}
