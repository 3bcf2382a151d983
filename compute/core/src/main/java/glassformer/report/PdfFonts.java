package glassformer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fonts of a PDF: Helvetica, which every reader has, and for characters that it lacks such of this machine's fonts
/// as have them. What none has is shown as a question mark. Not to be used after the document is saved.
final class PdfFonts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PdfFonts.class);

    /// Where systems keep fonts of many characters; those with Chinese ones last, since they are large.
    private static final List<String> KNOWN = List.of(
            "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
            "/Library/Fonts/Arial Unicode.ttf",
            "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
            "C:/Windows/Fonts/arial.ttf",
            "C:/Windows/Fonts/simhei.ttf",
            "C:/Windows/Fonts/msyh.ttc",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/truetype/arphic/uming.ttc",
            "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf");

    /// A stretch of text that one font can write.
    record Run(PDFont font, String text) {
        double width(double size) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }
    }

    private final PDDocument document;
    private final PDFont plain = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final List<TrueTypeFont> opened = new ArrayList<>();
    private final List<PDFont> others = new ArrayList<>();
    private int tried;

    PdfFonts(PDDocument document) {
        this.document = document;
    }

    /// @param text without line ends
    List<Run> runs(String text, boolean isBold) {
        List<Run> runs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        PDFont font = isBold ? bold : plain;
        for (int c : text.codePoints().toArray()) {
            String character = Character.isISOControl(c) ? " " : Character.toString(c);
            Optional<PDFont> fit = having(character, isBold);
            PDFont next = fit.orElse(isBold ? bold : plain);
            if (next != font && !current.isEmpty()) {
                runs.add(new Run(font, current.toString()));
                current.setLength(0);
            }
            font = next;
            current.append(fit.isPresent() ? character : "?");
        }
        if (!current.isEmpty()) {
            runs.add(new Run(font, current.toString()));
        }
        return runs;
    }

    double width(String text, double size, boolean isBold) throws IOException {
        double width = 0;
        for (Run run : runs(text, isBold)) {
            width += run.width(size);
        }
        return width;
    }

    private Optional<PDFont> having(String character, boolean isBold) {
        PDFont first = isBold ? bold : plain;
        if (has(first, character)) {
            return Optional.of(first);
        }
        for (PDFont font : others) {
            if (has(font, character)) {
                return Optional.of(font);
            }
        }
        while (tried < KNOWN.size()) {
            Optional<PDFont> font = open(Path.of(KNOWN.get(tried++)));
            font.ifPresent(others::add);
            if (font.isPresent() && has(font.get(), character)) {
                return font;
            }
        }
        return Optional.empty();
    }

    private static boolean has(PDFont font, String character) {
        try {
            font.encode(character);
            return true;
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Optional<PDFont> open(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            TrueTypeFont[] first = new TrueTypeFont[1];
            if (file.toString().endsWith(".ttc")) {
                TrueTypeCollection collection = new TrueTypeCollection(file.toFile());
                collection.processAllFonts(font -> first[0] = first[0] == null ? font : first[0]);
            } else {
                first[0] = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            }
            opened.add(first[0]);
            return Optional.of(PDType0Font.load(document, first[0], true));
        } catch (IOException e) {
            LOG.info("The font {} cannot be used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        for (TrueTypeFont font : opened) {
            font.close();
        }
    }
}
