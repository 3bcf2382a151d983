package glassformer.ui.data;

import java.util.List;

/// A few documents in a row, to look at.
///
/// @param first the number of the first one, from 1
/// @param last whether nothing comes after them
public record TextSample(long first, List<String> documents, boolean last) {
    public TextSample {
        documents = List.copyOf(documents);
    }

    /// All of it as one text.
    public String text() {
        return String.join("", documents);
    }
}
