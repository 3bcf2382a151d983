package glassformer.text;

import java.util.Iterator;
import java.util.List;

/// A corpus being read, one document after the other. For one thread; close it when done.
public interface Documents extends Iterator<String>, AutoCloseable {
    /// How much has been read, 0 to 1.
    double progress();

    @Override
    void close();

    /// Documents that are in memory already.
    static Documents of(List<String> documents) {
        return new Documents() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < documents.size();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                return documents.get(next++);
            }

            @Override
            public double progress() {
                return documents.isEmpty() ? 1 : (double) next / documents.size();
            }

            @Override
            public void close() {}
        };
    }
}
