package glassformer.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "evaluate", description = "Measures a trained model on its validation text.")
final class EvaluateCommand implements Callable<Integer> {
    EvaluateCommand(Session session) {}
    @Override
    public Integer call() {
        return ExitCode.DONE;
    }
}
