package glassformer.data;

import java.util.List;

/// A column of a table and what was found in it.
///
/// @param distinct different values; no more than [ColumnTypes#DISTINCT_COUNTED] are counted
/// @param samples the first values that differ from each other
public record Column(String name, ColumnType type, int distinct, List<String> samples) {
    public Column {
        samples = List.copyOf(samples);
    }
}
