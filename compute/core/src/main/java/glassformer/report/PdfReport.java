package glassformer.report;

import glassformer.report.Drawing.Anchor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A document as PDF, on A4.
public final class PdfReport {
    private static final double TITLE = 18;
    private static final double HEADING = 12.5;
    private static final double BODY = 9.5;
    private static final double CELL = 8.5;
    private static final double GAP = 8;
    private static final int CELL_LINES = 4;

    private final PdfPages pages;

    private PdfReport(PdfPages pages) {
        this.pages = pages;
    }

    /// @throws IOException where the stream cannot be written
    public static void write(String title, List<Block> blocks, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                PdfFonts fonts = new PdfFonts(document)) {
            document.getDocumentInformation().setTitle(title);
            try (PdfPages pages = new PdfPages(document, fonts)) {
                PdfReport report = new PdfReport(pages);
                for (int i = 0; i < blocks.size(); i++) {
                    pages.need(together(blocks.subList(i, blocks.size())));
                    report.add(blocks.get(i));
                }
            }
            document.save(out);
        }
    }

    /// What must not be parted: a heading and what it is of.
    private static double together(List<Block> blocks) {
        double height = 0;
        for (Block block : blocks) {
            switch (block) {
                case Block.Heading any -> height += 3 * HEADING;
                case Block.Paragraph any -> height += 3 * BODY;
                case Block.Table any -> {
                    return height + 6 * CELL;
                }
                case Block.Picture(String title, Drawing drawing) -> {
                    return height + scale(drawing) * drawing.height();
                }
            }
        }
        return height;
    }

    private static double scale(Drawing drawing) {
        return Math.min(1, PdfPages.WIDTH / drawing.width());
    }

    private void add(Block block) throws IOException {
        switch (block) {
            case Block.Heading(String text, int level) -> {
                double size = level == 1 ? TITLE : HEADING;
                pages.skip(level == 1 ? 0 : GAP);
                pages.text(text, size, true);
                pages.skip(GAP / 2);
            }
            case Block.Paragraph(String text) -> {
                pages.text(text, BODY, false);
                pages.skip(GAP);
            }
            case Block.Table table -> table(table);
            case Block.Picture(String title, Drawing drawing) -> {
                double scale = scale(drawing);
                pages.draw(drawing, scale);
                pages.skip(GAP);
            }
        }
    }

    private void table(Block.Table table) throws IOException {
        double[] widths = widths(table);
        row(table.columns(), widths, table.textColumns(), true);
        for (List<String> row : table.rows()) {
            row(row, widths, table.textColumns(), false);
        }
        pages.skip(GAP);
    }

    /// Numbers take what they need; text shares the rest.
    private double[] widths(Block.Table table) throws IOException {
        double[] widths = new double[table.columns().size()];
        List<List<String>> all = new ArrayList<>(table.rows());
        all.add(table.columns());
        double rest = PdfPages.WIDTH;
        for (int column = table.textColumns(); column < widths.length; column++) {
            for (List<String> row : all) {
                widths[column] = Math.max(widths[column], pages.width(row.get(column), CELL) + 14);
            }
            widths[column] = Math.min(widths[column], PdfPages.WIDTH / 5);
            rest -= widths[column];
        }
        double[] wanted = new double[table.textColumns()];
        for (int column = 0; column < wanted.length; column++) {
            for (List<String> row : all) {
                wanted[column] = Math.max(wanted[column], Math.min(rest, pages.width(row.get(column), CELL)) + 10);
            }
        }
        // Columns that want little get it, so that only long texts are wrapped.
        double share = rest / Math.max(1, wanted.length);
        double little = Arrays.stream(wanted).filter(width -> width <= share).sum();
        double much = Arrays.stream(wanted).filter(width -> width > share).sum();
        for (int column = 0; column < wanted.length; column++) {
            boolean fits = wanted[column] <= share || little + much <= rest;
            widths[column] = fits ? wanted[column] : (rest - little) * wanted[column] / much;
        }
        return widths;
    }

    private void row(List<String> cells, double[] widths, int textColumns, boolean heads) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        int most = 1;
        for (int column = 0; column < cells.size(); column++) {
            List<String> cell = pages.wrapped(cells.get(column), CELL, heads, widths[column] - 8, CELL_LINES);
            lines.add(cell);
            most = Math.max(most, cell.size());
        }
        double height = most * PdfPages.lineHeight(CELL) + 4;
        pages.need(height);
        double x = 0;
        for (int column = 0; column < cells.size(); column++) {
            boolean text = column < textColumns;
            double at = text ? x : x + widths[column] - 4;
            for (int line = 0; line < lines.get(column).size(); line++) {
                pages.at(
                        lines.get(column).get(line),
                        at,
                        CELL + 2 + line * PdfPages.lineHeight(CELL),
                        CELL,
                        text ? Anchor.START : Anchor.END,
                        heads ? Ink.MUTED : Ink.TEXT,
                        heads);
            }
            x += widths[column];
        }
        pages.rule(height);
        pages.skip(height);
    }
}
