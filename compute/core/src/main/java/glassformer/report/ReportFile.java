package glassformer.report;

import glassformer.BadInputException;
import glassformer.run.EvaluationComparison;
import glassformer.run.StoredEvaluation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A report in a file, HTML or PDF by the file's ending.
public record ReportFile(Path file) {
    /// @throws BadInputException where the ending is another
    public ReportFile {
        if (!ends(file, ".html") && !ends(file, ".pdf")) {
            throw new BadInputException("The report is to be " + file + ", but its name must end with .html or .pdf.");
        }
    }

    /// Replaces what is there.
    ///
    /// @throws BadInputException where it cannot be written
    public void write(StoredEvaluation evaluation, @Nullable EvaluationComparison comparison) {
        String title = "Evaluation of " + evaluation.run();
        List<Block> blocks = EvaluationDocument.of(evaluation, comparison);
        try {
            if (ends(file, ".html")) {
                Files.writeString(file, HtmlReport.of(title, blocks));
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    PdfReport.write(title, blocks, out);
                }
            }
        } catch (IOException e) {
            throw new BadInputException("The report " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static boolean ends(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
