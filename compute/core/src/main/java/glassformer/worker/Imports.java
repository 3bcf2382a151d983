package glassformer.worker;

import glassformer.importing.ImportJob;
import glassformer.importing.ImportListener;
import glassformer.importing.ImportPlan;
import glassformer.importing.ImportReport;
import glassformer.importing.ImportRequest;
import glassformer.importing.ImportStage;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The imports that were asked for, one after the other.
final class Imports {
    private static final long REPORT_NANOS = 50_000_000L;

    private final Supplier<WorkerEvents> events;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    Imports(Supplier<WorkerEvents> events) {
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

    WorkerService.ImportPlanned plan(WorkerService.ImportOrder order) {
        ImportPlan plan = new ImportJob().plan(request(order));
        return new WorkerService.ImportPlanned(
                order.id(),
                plan.kind().id(),
                plan.name(),
                plan.target().toString(),
                plan.taken(),
                plan.family(),
                plan.parameters(),
                plan.vocabulary(),
                plan.heads(),
                plan.bytes(),
                plan.notes());
    }

    WorkerService.Imported run(WorkerService.ImportOrder order) {
        try {
            ImportReport report = new ImportJob().run(request(order), new Reporter(order.id()));
            return new WorkerService.Imported(
                    order.id(), false, report.plan().target().toString(), report.bytes(), report.seconds());
        } catch (CancellationException e) {
            return new WorkerService.Imported(order.id(), true, "", 0, 0);
        } finally {
            wanted.remove(order.id());
        }
    }

    private static ImportRequest request(WorkerService.ImportOrder order) {
        String target = order.target();
        return new ImportRequest(
                Path.of(order.source()),
                Path.of(order.runs()),
                target == null ? null : Path.of(target),
                order.overwrite());
    }

    private final class Reporter implements ImportListener {
        private final String id;
        private long told;
        private ImportStage last = ImportStage.READ;

        Reporter(String id) {
            this.id = id;
        }

        @Override
        public void progress(ImportStage stage, double fraction) {
            long now = System.nanoTime();
            if (stage != last || fraction >= 1 || now - told >= REPORT_NANOS) {
                told = now;
                last = stage;
                events.get().importing(new WorkerEvents.Importing(id, stage.name(), fraction));
            }
        }

        @Override
        public boolean cancelled() {
            return !wanted.contains(id);
        }
    }
}
