package glassformer.export;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.run.Disk;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Exports a model: refuses what the format cannot hold and what the disk cannot, writes into a temporary neighbour of
/// the target, checks that what was written computes the same, and only then gives it its name. Whatever ends an export
/// before that leaves nothing.
public final class ExportJob {
    private static final long SPARE_BYTES = 16 << 20;
    private static final String AUTO = "auto";

    /// Asks how many bytes are free where a folder lies.
    public interface FreeSpace {
        long bytes(Path folder) throws IOException;
    }

    private final Exporters exporters;
    private final Engines engines;
    private final Clock clock;
    private final FreeSpace freeSpace;

    public ExportJob(Exporters exporters, Engines engines) {
        this(exporters, engines, Clock.systemUTC(), folder -> Files.getFileStore(folder)
                .getUsableSpace());
    }

    /// With another clock and disk.
    public ExportJob(Exporters exporters, Engines engines, Clock clock, FreeSpace freeSpace) {
        this.exporters = exporters;
        this.engines = engines;
        this.clock = clock;
        this.freeSpace = freeSpace;
    }

    /// @throws BadInputException     where the model, the format or the target will not do
    /// @throws ExportFailedException where what was written does not compute the same
    /// @throws CancellationException where the listener says so
    public ExportReport run(ExportRequest request, ExportListener listener) {
        long began = System.nanoTime();
        Exporter exporter = exporters.of(request.format());
        listener.progress(ExportStage.READ, 0);
        ExportSubject subject = ExportSubject.of(request.source(), request.step(), exporter, request.options());
        exporter.refusal(subject).ifPresent(why -> {
            throw new BadInputException(why);
        });
        ExportTarget target = ExportTarget.of(request, subject);
        try {
            target.staged().recover();
        } catch (IOException e) {
            throw Disk.cannotWrite(target.folder(), e);
        }
        target.requireFree(request.overwrite());
        try (ExportSource source = new ExportSource(subject, engines, request.device())) {
            if (!request.device().equals(AUTO)) {
                source.engine(); // a device that is not there is told at once
            }
            exporter.missing(source).ifPresent(why -> {
                throw new BadInputException(why);
            });
            target.staged().begin();
            requireSpace(exporter.bytes(subject), target);
            Path folder = target.staged().temporary();
            exporter.write(source, folder, stage(ExportStage.WRITE, listener));
            ExportCheck check = exporter.check(source, folder, stage(ExportStage.CHECK, listener));
            if (!check.passed()) {
                throw new ExportFailedException(exporter.format(), check);
            }
            stage(ExportStage.FINISH, listener).step(0);
            List<String> notes = exporter.notes(subject);
            describe(exporter, subject, check, notes, folder);
            List<String> files = ExportFile.files(folder);
            long bytes = size(folder, files);
            stage(ExportStage.FINISH, listener).step(0.5);
            target.staged().finish();
            listener.progress(ExportStage.FINISH, 1);
            return new ExportReport(
                    exporter.format(),
                    target.folder(),
                    subject.checkpoint().step(),
                    files,
                    bytes,
                    check,
                    notes,
                    (System.nanoTime() - began) / 1e9);
        } catch (IOException e) {
            throw Disk.cannotWrite(target.folder(), e);
        } finally {
            target.staged().discard();
        }
    }

    private void describe(Exporter exporter, ExportSubject subject, ExportCheck check, List<String> notes, Path folder)
            throws IOException {
        text(folder.resolve(ModelCard.NAME), new ModelCard(exporter, subject, check, notes).markdown());
        text(
                folder.resolve(ExportFile.NAME),
                ExportFile.json(subject, exporter.format(), check, folder, clock.instant()));
    }

    private static void text(Path file, String text) throws IOException {
        Disk.create(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void requireSpace(long bytes, ExportTarget target) throws IOException {
        long free = freeSpace.bytes(Disk.parent(target.folder()));
        if (free < bytes + SPARE_BYTES) {
            throw new BadInputException("The export " + target.folder() + " needs about " + (bytes + SPARE_BYTES)
                    + " bytes, but only " + free + " are free on that disk.");
        }
    }

    private static long size(Path folder, List<String> files) throws IOException {
        long bytes = 0;
        for (String file : files) {
            bytes += Files.size(folder.resolve(file));
        }
        return bytes;
    }

    private static Progress stage(ExportStage stage, ExportListener listener) {
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
