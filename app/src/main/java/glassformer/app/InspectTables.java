package glassformer.app;

import glassformer.inspect.Contributions;
import glassformer.inspect.Inside;
import glassformer.inspect.LogitLens;
import java.util.List;

/// The lens and the contributions of `inspect` as tables.
///
/// @param inside whose token names are shown
record InspectTables(Inside inside) {
    /// A line for each place, stage and guess, the likeliest first. Stages count blocks: 0 is the embedding.
    CsvTable lens(LogitLens lens) {
        CsvTable table = new CsvTable("position", "token", "blocks", "rank", "guess", "probability");
        List<String> tokens = inside.tokens();
        for (int stage = 0; stage < lens.rows().size(); stage++) {
            List<LogitLens.Guess> row = lens.rows().get(stage);
            for (int position = 0; position < row.size(); position++) {
                List<String> names = inside.names(row.get(position).ids());
                for (int rank = 0; rank < names.size(); rank++) {
                    table.row(
                            position,
                            tokens.get(position),
                            lens.stages().get(stage),
                            rank + 1,
                            names.get(rank),
                            row.get(position).probabilities().get(rank));
                }
            }
        }
        return table;
    }

    /// A line a part.
    static CsvTable contributions(Contributions found) {
        CsvTable table = new CsvTable("from", "value");
        found.terms().forEach(term -> table.row(InspectReport.name(term.from()), term.value()));
        return table;
    }
}
