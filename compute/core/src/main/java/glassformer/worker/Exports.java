package glassformer.worker;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.Engines;
import glassformer.export.ExportFailedException;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportReport;
import glassformer.export.ExportRequest;
import glassformer.export.ExportStage;
import glassformer.export.Exporters;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The exports that were asked for, one after the other.
final class Exports {
    private static final long REPORT_NANOS = 50_000_000L;

    private final Engines engines;
    private final Supplier<WorkerEvents> events;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    Exports(Engines engines, Supplier<WorkerEvents> events) {
        this.engines = engines;
        this.events = events;
    }

    /// Notes a request, so that it can be cancelled while it waits.
    void expect(String id) {
        wanted.add(id);
    }

    WorkerService.Done cancel(String id) {
        wanted.remove(id);
        return new WorkerService.Done();
    }

    void cancelAll() {
        wanted.clear();
    }

    WorkerService.Exported export(WorkerService.ExportOrder order) {
        ExportRequest request = new ExportRequest(
                Path.of(order.folder()),
                order.step(),
                Named.of(ExportFormat.class, order.format()),
                Path.of(order.target()),
                Objects.requireNonNullElse(order.options(), java.util.Map.of()),
                order.overwrite(),
                "auto");
        try {
            ExportReport report = new ExportJob(Exporters.standard(), engines).run(request, new Reporter(order.id()));
            return new WorkerService.Exported(
                    order.id(),
                    false,
                    report.target().toString(),
                    report.files(),
                    report.bytes(),
                    report.check().compared(),
                    report.check().count(),
                    report.check().maxDifference(),
                    report.check().tolerance(),
                    report.notes(),
                    report.seconds());
        } catch (CancellationException e) {
            return new WorkerService.Exported(
                    order.id(), true, order.target(), List.of(), 0, "", 0, 0, 0, List.of(), 0);
        } catch (ExportFailedException e) {
            throw new BadInputException(Objects.requireNonNullElse(e.getMessage(), "The export failed."), e);
        } finally {
            wanted.remove(order.id());
        }
    }

    private final class Reporter implements ExportListener {
        private final String id;
        private long told;
        private ExportStage last = ExportStage.READ;

        Reporter(String id) {
            this.id = id;
        }

        @Override
        public void progress(ExportStage stage, double fraction) {
            long now = System.nanoTime();
            if (stage != last || now - told >= REPORT_NANOS) {
                told = now;
                last = stage;
                events.get().exporting(new WorkerEvents.Exporting(id, stage.name(), fraction));
            }
        }

        @Override
        public boolean cancelled() {
            return !wanted.contains(id);
        }
    }
}
