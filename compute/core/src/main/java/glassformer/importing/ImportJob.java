package glassformer.importing;

import glassformer.BadInputException;
import glassformer.run.Checkpoint;
import glassformer.run.Disk;
import glassformer.run.RunFolder;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// Imports a model or lab: refuses what no run can hold and what the disk cannot, writes into a temporary neighbour of
/// the target, reads that as other commands will, and only then gives it its name. Whatever ends an import before that
/// leaves nothing.
public final class ImportJob {
    private static final long SPARE_BYTES = 16 << 20;
    private static final int MOST_CHARACTERS = 1000;

    /// Asks how many bytes are free where a folder lies.
    public interface FreeSpace {
        long bytes(Path folder) throws IOException;
    }

    private final Clock clock;
    private final FreeSpace freeSpace;

    public ImportJob() {
        this(Clock.systemUTC(), folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /// With another clock and disk.
    public ImportJob(Clock clock, FreeSpace freeSpace) {
        this.clock = clock;
        this.freeSpace = freeSpace;
    }

    /// What [#run] would do. Whether the target may be replaced is not asked.
    ///
    /// @throws BadInputException where the source cannot be imported
    public ImportPlan plan(ImportRequest request) {
        try (Foreign source = Sources.open(request.source(), clock)) {
            return plan(request, source);
        } catch (BadInputException e) {
            throw oneSentence(e);
        }
    }

    /// What is wrong with a file is told with names from it, which may be endless or break lines.
    private static BadInputException oneSentence(BadInputException e) {
        String told = String.valueOf(e.getMessage());
        String plain = told.replaceAll("\\p{Cntrl}+", " ");
        String cut = plain.length() > MOST_CHARACTERS ? plain.substring(0, MOST_CHARACTERS) + "..." : plain;
        return cut.equals(told) ? e : new BadInputException(cut, e);
    }

    private static ImportPlan plan(ImportRequest request, Foreign source) {
        Foreign.Facts facts = source.facts();
        ImportTarget target = ImportTarget.of(request, source.name());
        return new ImportPlan(
                source.kind(),
                source.name(),
                target.folder(),
                target.staged().exists(),
                facts.family(),
                facts.parameters(),
                facts.vocabulary(),
                facts.heads(),
                facts.bytes(),
                facts.notes());
    }

    /// @throws BadInputException     where the source or the target will not do
    /// @throws CancellationException where the listener says so
    public ImportReport run(ImportRequest request, ImportListener listener) {
        long began = System.nanoTime();
        listener.progress(ImportStage.READ, 0);
        try (Foreign source = Sources.open(request.source(), clock)) {
            ImportPlan plan = plan(request, source);
            ImportTarget target = ImportTarget.of(request, source.name());
            target.requireFree(request.overwrite());
            long bytes = write(source, plan, target, request.source(), listener);
            return new ImportReport(plan, bytes, (System.nanoTime() - began) / 1e9);
        } catch (BadInputException e) {
            throw oneSentence(e);
        }
    }

    private long write(Foreign source, ImportPlan plan, ImportTarget target, Path from, ImportListener listener) {
        try {
            target.staged().begin();
            requireSpace(plan, target);
            Path folder = target.staged().temporary();
            source.write(folder, target.folder(), stage(ImportStage.WRITE, listener));
            Progress check = stage(ImportStage.CHECK, listener);
            check.step(0);
            check(folder);
            Progress finish = stage(ImportStage.FINISH, listener);
            finish.step(0);
            ImportFile.write(folder, plan, from, clock.instant());
            long bytes = size(folder);
            target.staged().finish();
            listener.progress(ImportStage.FINISH, 1);
            return bytes;
        } catch (IOException e) {
            throw Disk.cannotWrite(target.folder(), e);
        } finally {
            target.staged().discard();
        }
    }

    /// Reads everything but the weights' values as other commands will.
    private static void check(Path folder) {
        RunFolder run = new RunFolder(folder);
        run.lab();
        run.status();
        for (int step : run.checkpointSteps()) {
            Checkpoint checkpoint = run.checkpoint(step);
            checkpoint.validate();
            checkpoint.requireUsable();
        }
    }

    private void requireSpace(ImportPlan plan, ImportTarget target) throws IOException {
        long free = freeSpace.bytes(Disk.parent(target.folder()));
        if (free < plan.bytes() + SPARE_BYTES) {
            throw new BadInputException("The import " + target.folder() + " needs about " + (plan.bytes() + SPARE_BYTES)
                    + " bytes, but only " + free + " are free on that disk.");
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static Progress stage(ImportStage stage, ImportListener listener) {
        return new Progress() {
            @Override
            public void report(double fraction) {
                listener.progress(stage, stage.overall(fraction));
            }

            @Override
            public boolean cancelled() {
                return listener.cancelled();
            }
        };
    }
}
