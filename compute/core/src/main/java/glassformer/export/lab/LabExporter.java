package glassformer.export.lab;

import glassformer.export.Description;
import glassformer.export.ExportCheck;
import glassformer.export.ExportFormat;
import glassformer.export.ExportSource;
import glassformer.export.ExportSubject;
import glassformer.export.Exporter;
import glassformer.run.Disk;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.settings.Setting;
import glassformer.text.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A run's folder as one zip, `NAME.zip`: settings, curves, samples and patterns, on wish with its checkpoints, and the
/// data's file where the lab names one. Other exports and temporary files stay behind.
public final class LabExporter implements Exporter {
    private static final String CHECKPOINTS = "lab.checkpoints";

    @Override
    public ExportFormat format() {
        return ExportFormat.LAB;
    }

    @Override
    public Description description() {
        return new Description(
                "Whole lab",
                "Glassformer on another computer, and any zip program.",
                "The run with its settings, curves, samples and patterns, its data's file, and its checkpoints if you like.",
                "Nothing but checkpoints that are left out.");
    }

    @Override
    public List<Setting> options() {
        return List.of(new Setting.Flag(CHECKPOINTS, "Whether the weights of the run's checkpoints come along.", true));
    }

    @Override
    public Optional<String> refusal(ExportSubject subject) {
        if (subject.run() == null) {
            return Optional.of("This is a Hugging Face folder and no run, so there is no lab to export; take the format"
                    + " huggingface.");
        }
        RunStatus status = run(subject).status();
        boolean trains = status.state() == RunStatus.State.RUNNING || status.state() == RunStatus.State.PAUSED;
        return trains && !status.interrupted()
                ? Optional.of("The run is being trained, so its files change all the time: stop it first.")
                : Optional.empty();
    }

    @Override
    public List<String> notes(ExportSubject subject) {
        return data(subject)
                .map(file -> List.of("The data lies in the zip as data/" + file.getFileName()
                        + "; on another computer, set data.source in lab.json to file:data/" + file.getFileName()
                        + " before training goes on."))
                .orElse(List.of());
    }

    @Override
    public long bytes(ExportSubject subject) {
        return run(subject).diskUse().total()
                + data(subject).map(LabExporter::size).orElse(0L);
    }

    private static RunFolder run(ExportSubject subject) {
        return Objects.requireNonNull(subject.run(), "a run is there, or it was refused");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /// The file that `data.source` names, where it is there.
    private static Optional<Path> data(ExportSubject subject) {
        String source = run(subject).lab().values().text("data.source");
        if (!source.startsWith("file:")) {
            return Optional.empty();
        }
        Path file = run(subject).root().resolve(source.substring("file:".length()));
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public void write(ExportSource source, Path folder, Progress progress) throws IOException {
        ExportSubject subject = source.subject();
        Path root = run(subject).root();
        List<Path> files = files(subject);
        long total = Math.max(1, files.stream().mapToLong(LabExporter::size).sum());
        Disk.create(folder.resolve(subject.name() + ".zip"), out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            long done = 0;
            for (Path file : files) {
                add(zip, subject.name() + "/" + root.relativize(file).toString().replace('\\', '/'), file);
                done += size(file);
                progress.step((double) done / total);
            }
            Optional<Path> data = data(subject);
            if (data.isPresent()) {
                add(zip, subject.name() + "/data/" + data.get().getFileName(), data.get());
            }
            zip.finish();
        });
        progress.step(1);
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(Files.getLastModifiedTime(file).toMillis());
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static List<Path> files(ExportSubject subject) throws IOException {
        Path root = run(subject).root();
        boolean checkpoints = subject.options().flag(CHECKPOINTS);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        Path inside = root.relativize(file);
                        String top = inside.getName(0).toString();
                        boolean hidden = false;
                        for (Path part : inside) {
                            hidden |= part.toString().startsWith(".");
                        }
                        return !hidden && !top.equals("exports") && (checkpoints || !top.equals("checkpoints"));
                    })
                    .sorted()
                    .toList();
        }
    }

    /// Compares every entry with its file, byte by byte.
    @Override
    public ExportCheck check(ExportSource source, Path folder, Progress progress) throws IOException {
        ExportSubject subject = source.subject();
        Path root = run(subject).root();
        List<String> seen = new ArrayList<>();
        int different = 0;
        try (ZipFile zip = new ZipFile(folder.resolve(subject.name() + ".zip").toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                progress.step((double) seen.size() / zip.size());
                seen.add(entry.getName());
                String inside = entry.getName().substring(subject.name().length() + 1);
                Path file = root.resolve(inside);
                if (!Files.isRegularFile(file)) {
                    file = data(subject).orElse(file);
                }
                try (InputStream in = zip.getInputStream(entry);
                        InputStream there = Files.newInputStream(file)) {
                    different += same(in, there) ? 0 : 1;
                }
            }
        }
        return new ExportCheck("files", seen.size(), different, 0);
    }

    private static boolean same(InputStream a, InputStream b) throws IOException {
        byte[] one = new byte[1 << 16];
        byte[] other = new byte[1 << 16];
        while (true) {
            int read = a.readNBytes(one, 0, one.length);
            int also = b.readNBytes(other, 0, other.length);
            if (read != also || !java.util.Arrays.equals(one, 0, read, other, 0, also)) {
                return false;
            }
            if (read == 0) {
                return true;
            }
        }
    }

    @Override
    public String usage(ExportSubject subject) {
        return "Unpack " + subject.name() + ".zip, then\n\n```sh\nglassformer evaluate " + subject.name()
                + "\nglassformer resume " + subject.name() + "\n```\n\nor open the folder in Glassformer's window.";
    }
}
