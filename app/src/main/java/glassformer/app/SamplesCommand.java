package glassformer.app;

import glassformer.run.Lab;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "samples", description = "Lists the labs that come with Glassformer.")
final class SamplesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    SamplesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Lab> labs =
                session.samples().names().stream().map(session.samples()::lab).toList();
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with(
                                    "samples",
                                    labs.stream()
                                            .map(lab -> new JsonLine()
                                                    .with("name", lab.name())
                                                    .with("description", lab.description())
                                                    .fields())
                                            .toList()));
        } else {
            labs.forEach(lab -> session.console().out().printf("%-22s %s%n", lab.name(), lab.description()));
        }
        return ExitCode.DONE;
    }
}
