package glassformer.ui.lab;

import glassformer.BadInputException;
import glassformer.augment.AugmentationKind;
import glassformer.run.Lab;
import java.nio.file.Path;
import java.util.List;

/// How one lab follows from another.
final class LabEdits {
    private static final String FILE = "file:";

    private LabEdits() {}

    /// The lab with one key changed.
    ///
    /// @throws BadInputException where the value is not allowed, or does not fit the others
    static Lab with(Lab lab, String key, Object value) {
        Lab changed = lab.schema().has(key) ? lab.with(key, value) : lab.withText(key, value.toString());
        return checked(lab, changed);
    }

    /// `changed`, unless it breaks what was whole. A lab that does not fit together already is let through, so that
    /// it can be mended one field after the other.
    static Lab checked(Lab lab, Lab changed) {
        try {
            validate(changed);
        } catch (BadInputException e) {
            if (fits(lab)) throw e;
        }
        return changed;
    }

    static boolean fits(Lab lab) {
        try {
            validate(lab);
            return true;
        } catch (BadInputException e) {
            return false;
        }
    }

    /// As [Lab#validate], but a lab under construction may still be without data.
    static void validate(Lab lab) {
        boolean noData = lab.values().text("data.source").isBlank();
        (noData ? lab.with("data.source", "sample:any") : lab).validate();
    }

    /// The lab as it has to be written when its paths begin somewhere else.
    static Lab moved(Lab lab, Path from, Path to) {
        if (from.equals(to)) return lab;
        Lab moved = lab;
        String source = lab.values().text("data.source");
        if (source.startsWith(FILE))
            moved = moved.with("data.source", FILE + moved(source.substring(FILE.length()), from, to));
        for (String run : List.of(AugmentationKind.THERE, AugmentationKind.BACK)) {
            if (lab.schema().has(run) && !lab.values().text(run).isBlank())
                moved = moved.with(run, moved(lab.values().text(run), from, to));
        }
        return moved;
    }

    private static String moved(String named, Path from, Path to) {
        Path path = Path.of(named.strip());
        if (path.isAbsolute()) return named;
        Path absolute = from.resolve(path).toAbsolutePath().normalize();
        Path shown =
                absolute.startsWith(to.toAbsolutePath()) ? to.toAbsolutePath().relativize(absolute) : absolute;
        return shown.toString();
    }
}
