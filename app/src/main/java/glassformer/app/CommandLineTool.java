package glassformer.app;

import glassformer.BadInputException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.export.ExportFailedException;
import glassformer.train.TrainingFailedException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// All commands, and what becomes of their failures: one plain line on standard error and an exit code.
final class CommandLineTool {
    private final Console console;
    private final FailureLog failures;
    private final CommandLine commands;

    @Command(
            name = "glassformer",
            description = "Builds, trains and looks inside Transformers. Without a command, opens the window.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            subcommandsRepeatable = false)
    private static final class Root {}

    CommandLineTool(Session session, FailureLog failures) {
        this.console = session.console();
        this.failures = failures;
        this.commands = new CommandLine(new Root())
                .addSubcommand(new TrainCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new FindRateCommand(session))
                .addSubcommand(new RaceCommand(session))
                .addSubcommand(new CompareCommand(session))
                .addSubcommand(new EvaluateCommand(session))
                .addSubcommand(new GenerateCommand(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new RepresentCommand(session))
                .addSubcommand(new TokensCommand(session))
                .addSubcommand(new ExportCommand(session))
                .addSubcommand(new DevicesCommand(session, TornadoProcess.here()))
                .addSubcommand(new ImportCommand(session))
                .addSubcommand(new SamplesCommand(session))
                .addSubcommand(new WorkerCommand(session))
                .addSubcommand(new CommandLine(new BenchCommand())
                        .addSubcommand(new BenchTrainCommand(session))
                        .addSubcommand(new BenchQualityCommand(session))
                        .addSubcommand(new BenchMemoryCommand(session))
                        .addSubcommand(new BenchWindowCommand(session))
                        .addSubcommand(new BenchChartCommand(session))
                        .addSubcommand(new BenchAttentionCommand(session))
                        .addSubcommand(new BenchWatchCommand(session)))
                .addSubcommand(new ScreenshotsCommand(session))
                .addSubcommand(new WarmUpCommand(session, failures));
        offerHelp(commands);
        commands.setOut(new PrintWriter(console.out(), true))
                .setErr(new PrintWriter(console.err(), true))
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((problem, arguments) -> usage(problem))
                .setExecutionExceptionHandler(
                        (problem, command, parsed) -> failure(problem, String.join(" ", parsed.originalArgs())));
    }

    /// Each command below this one, at any depth, explains itself.
    private static void offerHelp(CommandLine of) {
        for (CommandLine command : of.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            offerHelp(command);
        }
    }

    int run(String... arguments) {
        try {
            return commands.execute(arguments);
        } catch (Error e) { // picocli hands over exceptions only
            return failure(e, String.join(" ", arguments));
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private int usage(CommandLine.ParameterException problem) {
        String name = problem.getCommandLine().getCommandSpec().qualifiedName();
        say(String.valueOf(problem.getMessage()).lines().findFirst().orElse("") + " (see " + name + " --help)");
        return ExitCode.BAD_INPUT;
    }

    private int failure(Throwable problem, String arguments) {
        return switch (problem) {
            case BadInputException e -> {
                say(e.getMessage());
                yield ExitCode.BAD_INPUT;
            }
            case DeviceUnavailableException e -> {
                say(e.getMessage());
                yield ExitCode.UNAVAILABLE;
            }
            case TrainingFailedException e -> {
                say(e.getMessage());
                yield ExitCode.FAILED;
            }
            case ExportFailedException e -> {
                say(e.getMessage());
                yield ExitCode.FAILED;
            }
            case CancellationException e -> {
                say("Stopped before there was anything to keep.");
                yield ExitCode.INTERRUPTED;
            }
            case OutOfMemoryError e -> {
                say("There is not enough memory for this: take a smaller model, batch or context length.");
                yield ExitCode.FAILED;
            }
            default -> {
                say(failures.write("glassformer " + arguments, problem));
                yield ExitCode.FAILED;
            }
        };
    }

    private void say(@org.jspecify.annotations.Nullable String sentence) {
        console.err().println("glassformer: " + sentence);
    }
}
