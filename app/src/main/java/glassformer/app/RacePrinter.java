package glassformer.app;

import glassformer.run.Race;
import glassformer.run.RaceResult;
import glassformer.run.RunFigures;
import java.util.Locale;
import java.util.Optional;

/// Says how a race ended: a table for people or one JSON object.
record RacePrinter(Console console) {
    void print(Race race, java.util.List<RaceResult> results, boolean json) {
        Optional<RaceResult> winner = RaceResult.winner(results);
        if (json) {
            JsonLine line = new JsonLine().with("race", race.root().toString());
            winner.ifPresent(won -> line.with("winner", won.entry().name()));
            results.forEach(result -> {
                String name = result.entry().name();
                line.with(name + ".state", state(result));
                FigureTable.fields(result.figures()).forEach((key, value) -> line.with(name + "." + key, value));
            });
            console.out().println(line);
            return;
        }
        FigureTable table = new FigureTable("Entry");
        for (RaceResult result : results) {
            RunFigures figures = result.figures();
            boolean won = winner.filter(result::equals).isPresent();
            table.add(won, result.entry().name(), state(result), figures);
        }
        table.print(console.out());
        console.out()
                .println(winner.map(won -> "Winner          " + won.entry().name() + ", by its last validation loss")
                        .orElse("No entry finished."));
        console.out().println("Race            " + race.root());
    }

    private static String state(RaceResult result) {
        return result.state() == null ? "waiting" : result.state().name().toLowerCase(Locale.ROOT);
    }
}
