package glassformer.run;

import glassformer.BadInputException;
import glassformer.task.Side;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a model is evaluated on.
public sealed interface Examined {
    /// Begins the label of a file.
    String FILE = "file:";

    /// What was kept aside while the run trained.
    Examined VALIDATION = new Split(Side.VALIDATION);

    /// A part of the lab's own data.
    record Split(Side side) implements Examined {
        @Override
        public String label() {
            return side.id();
        }

        @Override
        public String shortName() {
            return side.id();
        }
    }

    /// A file with other data: a table with the lab's columns, or a text.
    record File(Path path) implements Examined {
        @Override
        public String label() {
            return FILE + path;
        }

        @Override
        public String shortName() {
            String name = String.valueOf(path.getFileName());
            return "file-" + name.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        }
    }

    /// For people and for the summary.
    String label();

    /// Fit for a folder's name.
    String shortName();

    /// What a label stands for.
    ///
    /// @throws BadInputException where labs have no such part
    static Examined of(String label) {
        return label.startsWith(FILE) ? new File(Path.of(label.substring(FILE.length()))) : split(label);
    }

    /// @throws BadInputException where labs have no such part
    static Examined split(String name) {
        return Stream.of(Side.values())
                .filter(side -> side.id().equals(name))
                .<Examined>map(Split::new)
                .findFirst()
                .orElseThrow(() -> new BadInputException("The split is " + name + ", but a lab's data is divided into "
                        + Stream.of(Side.values()).map(Side::id).collect(Collectors.joining(" and "))
                        + "; give other data, such as a test set, as a file."));
    }
}
