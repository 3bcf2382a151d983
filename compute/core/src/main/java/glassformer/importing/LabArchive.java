package glassformer.importing;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.run.Disk;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.text.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A lab that `export --format lab` made: one folder with a run in it.
final class LabArchive implements Foreign {
    private static final int MOST_TEXT = 8 << 20;
    private static final int MOST_TOKENIZER = 64 << 20;
    private static final Pattern CONFIG = Pattern.compile("checkpoints/step-(\\d{1,9})/config\\.json");
    private static final String DATA = "data/";
    private static final String SOURCE = "data.source";

    private final SafeZip zip;
    private final Path file;
    private final String top;
    private final Lab lab;
    private final @Nullable ModelSpec spec;

    private LabArchive(SafeZip zip, Path file) throws IOException {
        this.zip = zip;
        this.file = file;
        this.top = top();
        this.lab = LabFile.parse(text("lab.json"), file + "!/" + top + "lab.json");
        if (!zip.sizes().containsKey(top + "run.json")) {
            throw zip.broken("it has no run.json beside its lab.json, so it is no run");
        }
        requireSmallTexts();
        this.spec = newest();
    }

    static LabArchive open(Path file) {
        SafeZip zip = SafeZip.open(file);
        try {
            return new LabArchive(zip, file);
        } catch (IOException e) {
            zip.close();
            throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// The one folder that everything lies in, with its slash.
    private String top() {
        List<String> labs = zip.sizes().keySet().stream()
                .filter(name -> name.matches("[^/]+/lab\\.json"))
                .toList();
        if (labs.size() != 1) {
            throw zip.broken("a lab's zip has one folder with a lab.json in it, as the export lab writes it");
        }
        String folder = labs.getFirst().substring(0, labs.getFirst().indexOf('/') + 1);
        zip.sizes().keySet().stream()
                .filter(name -> !name.startsWith(folder) || hidden(name))
                .findFirst()
                .ifPresent(name -> {
                    throw zip.broken(ZipDirectory.cut(name) + " does not belong into a lab's zip");
                });
        return folder;
    }

    /// What is read as a whole later must be small; tables and tensors may be large.
    private void requireSmallTexts() {
        zip.sizes().forEach((name, size) -> {
            long most = name.endsWith("/tokenizer.json") ? MOST_TOKENIZER : MOST_TEXT;
            if (name.endsWith(".json") && size > most) {
                throw zip.broken(ZipDirectory.cut(name) + " has " + size + " bytes, but at most " + most
                        + " are read from such a file");
            }
        });
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    private String text(String name) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(zip.small(top + name, MOST_TEXT)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw zip.broken(name + " is no UTF-8");
        }
    }

    /// The model of the last checkpoint; null where weights were left out.
    private @Nullable ModelSpec newest() throws IOException {
        record Step(int step, String config) {}
        Optional<Step> last = zip.sizes().keySet().stream()
                .map(name -> CONFIG.matcher(name.substring(top.length())))
                .filter(Matcher::matches)
                .map(match -> new Step(Integer.parseInt(match.group(1)), match.group()))
                .max(Comparator.comparingInt(Step::step));
        return last.isEmpty()
                ? null
                : HuggingFaceConfig.parse(
                        text(last.get().config()),
                        file + "!/" + top + last.get().config());
    }

    @Override
    public ImportKind kind() {
        return ImportKind.LAB;
    }

    @Override
    public String name() {
        return top.substring(0, top.length() - 1);
    }

    @Override
    public Facts facts() {
        List<String> notes = new ArrayList<>();
        long bytes = zip.sizes().values().stream().mapToLong(Long::longValue).sum();
        ModelSpec model = spec;
        if (model == null) {
            notes.add("The zip holds no checkpoints: settings, curves and samples are there, but no weights.");
            return new Facts("", 0, 0, List.of(), bytes, notes);
        }
        return new Facts(
                model.config().family().id(),
                ParameterTable.of(model.blueprint()).size(),
                model.config().vocabSize(),
                model.heads().stream().map(HeadSpec::name).toList(),
                bytes,
                notes);
    }

    @Override
    public void write(Path folder, Path target, Progress progress) throws IOException {
        Map<String, Long> sizes = zip.sizes();
        long total =
                Math.max(1, sizes.values().stream().mapToLong(Long::longValue).sum());
        long[] done = {0};
        for (String name : sizes.keySet()) {
            Path to = folder.resolve(name.substring(top.length())).normalize();
            if (!to.startsWith(folder)) {
                throw new IllegalStateException(name + " was checked, but leads out of the folder");
            }
            Files.createDirectories(Disk.parent(to));
            Disk.create(
                    to,
                    out -> zip.copy(name, out, count -> {
                        progress.step((double) done[0] / total);
                        done[0] += count;
                    }));
        }
        data().ifPresent(data -> LabFile.write(folder.resolve(LabFile.NAME), lab.with(SOURCE, "file:" + data)));
        progress.step(1);
    }

    /// The data's file in the zip, which lay elsewhere on the other computer.
    private Optional<String> data() {
        if (!lab.values().text(SOURCE).startsWith("file:")) {
            return Optional.empty();
        }
        return zip.sizes().keySet().stream()
                .map(name -> name.substring(top.length()))
                .filter(name -> name.startsWith(DATA) && name.indexOf('/', DATA.length()) < 0)
                .findFirst();
    }

    @Override
    public void close() {
        zip.close();
    }
}
