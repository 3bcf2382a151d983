package glassformer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.export.ExportFormat;
import glassformer.export.ExportJob;
import glassformer.export.ExportListener;
import glassformer.export.ExportRequest;
import glassformer.export.Exporters;
import glassformer.run.Disk;
import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabArchiveTest {
    @TempDir
    Path folder = Path.of("");

    private Path exported(boolean checkpoints) throws IOException {
        Path run = folder.resolve("mine");
        if (!Files.exists(run)) {
            TrainingRun.start(
                    TinyLab.in(folder),
                    folder,
                    run,
                    BigramEngine.engines(),
                    glassformer.run.RunListener.SILENT,
                    new TrainingControl());
        }
        Path out = folder.resolve("out-" + checkpoints);
        new ExportJob(Exporters.standard(), BigramEngine.engines())
                .run(
                        new ExportRequest(
                                run,
                                null,
                                ExportFormat.LAB,
                                out,
                                Map.of("lab.checkpoints", "" + checkpoints),
                                false,
                                "auto"),
                        ExportListener.SILENT);
        return out.resolve("mine.zip");
    }

    private Path imported(Path zip) {
        Path target = folder.resolve("there/mine");
        new ImportJob().run(new ImportRequest(zip, folder, target, true), ImportListener.SILENT);
        return target;
    }

    @Test
    void anExportedLabComesBackWithEveryFileAndFindsItsData() throws IOException {
        Path there = imported(exported(true));
        Path here = folder.resolve("mine");
        for (String same : new String[] {"run.json", "metrics.jsonl", "samples.jsonl", "log.txt"}) {
            assertThat(there.resolve(same)).hasSameBinaryContentAs(here.resolve(same));
        }
        RunFolder run = new RunFolder(there);
        assertThat(run.checkpointSteps()).isEqualTo(new RunFolder(here).checkpointSteps());
        assertThat(run.resultCheckpoint()).isPresent();
        assertThat(run.lab().values().text("data.source")).isEqualTo("file:data/text.txt");
        Files.delete(folder.resolve("text.txt")); // as on another computer
        assertThat(TrainingRun.resume(
                                there,
                                Map.of("training.steps", "30"),
                                BigramEngine.engines(),
                                glassformer.run.RunListener.SILENT,
                                new TrainingControl())
                        .steps())
                .isEqualTo(30);
    }

    @Test
    void aLabWithoutItsWeightsIsALabAllTheSame() throws IOException {
        Path zip = exported(false);
        ImportPlan plan = new ImportJob().plan(new ImportRequest(zip, folder.resolve("runs"), null, false));
        assertThat(plan.kind()).isEqualTo(ImportKind.LAB);
        assertThat(plan.parameters()).isZero();
        assertThat(plan.notes()).singleElement().asString().contains("no checkpoints");
        assertThat(plan.target()).isEqualTo(folder.resolve("runs/mine"));
        assertThat(new RunFolder(imported(zip)).metrics()).isNotEmpty();
    }

    @Test
    void aCheckpointThatIsNotWhatWasWrittenIsNamed() throws IOException {
        Path zip = changed(exported(true), name -> name.endsWith("model.safetensors"));
        assertRefused(zip, "is not what was written");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        for (String name : new String[] {
            "../evil",
            "mine/../../evil",
            "/etc/evil",
            "C:/evil",
            "mine\\evil",
            "mine//evil",
            "mine/./evil",
            "other/evil",
            "mine/.hidden",
            "mine/con\u0000",
            "mine/end."
        }) {
            assertRefused(with(name, 1), "");
        }
        assertRefused(with("mine/LAB.json", 1), "twice");
        assertRefused(with("mine/lab.json/more", 1), "is a file and a folder");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aZipThatFillsTheDiskIsRefusedBeforeAnyWork() throws IOException {
        assertRefused(with("mine/zeros", 64 << 20), "would become more than");
    }

    @Test
    void linksAreRefused() throws IOException {
        Path zip = with("mine/link", 1);
        byte[] bytes = Files.readAllBytes(zip);
        // The last entry of the table: made on Unix, and a link.
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        bytes[entry + 5] = 3;
        bytes[entry + 41] = (byte) 0xa1;
        Files.write(zip, bytes);
        assertRefused(zip, "is a link");
    }

    @Test
    void aZipThatIsNoLabIsRefused() throws IOException {
        Path zip = folder.resolve("photos.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("photo.jpg"));
            out.closeEntry();
        }
        assertRefused(zip, "one folder with a lab.json in it");
        assertRefused(Files.writeString(folder.resolve("b.zip"), "PK\u0003\u0004 and no more"), "its end is missing");
    }

    /// A good lab with one more file.
    private Path with(String name, int size) throws IOException {
        Path zip = folder.resolve("with.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            copy(exportedOnce(), out, none -> false);
            out.putNextEntry(new ZipEntry(name));
            out.write(new byte[size]);
            out.closeEntry();
        }
        return zip;
    }

    private Path exportedOnce() throws IOException {
        Path zip = folder.resolve("out-false/mine.zip");
        return Files.exists(zip) ? zip : exported(false);
    }

    private interface Which {
        boolean name(String name);
    }

    private Path changed(Path zip, Which which) throws IOException {
        Path other = folder.resolve("changed.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(other))) {
            copy(zip, out, which);
        }
        return other;
    }

    private static void copy(Path zip, ZipOutputStream out, Which changed) throws IOException {
        try (SafeZip in = SafeZip.open(zip)) {
            for (String name : in.sizes().keySet()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                in.copy(name, bytes, count -> {});
                byte[] content = bytes.toByteArray();
                if (changed.name(name)) {
                    content[content.length - 1] ^= 1;
                }
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
                out.closeEntry();
            }
        }
    }

    private void assertRefused(Path zip, String why) throws IOException {
        Path there = folder.resolve("there");
        Disk.deleteTree(there);
        assertThatThrownBy(() -> imported(zip))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why)
                .message()
                .endsWith(".");
        if (Files.exists(there)) {
            assertThat(there).isEmptyDirectory();
        }
    }
}
