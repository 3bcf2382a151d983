package glassformer.engine.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs TorchScript source into the zip that `torch.jit.load` reads: the code, a pickle of one module
/// object whose attributes are empty tensor lists, and the format's version. The layout is that of PyTorch's
/// `torch/csrc/jit/serialization`.
final class ScriptArchive {
    private static final String FOLDER = "model/";

    private ScriptArchive() {}

    /// @param className the module's class in `source`
    /// @param lists     its attributes of type `List[Tensor]`
    static byte[] pack(String className, List<String> lists, String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "data.pkl", modulePickle(className, lists));
            entry(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            entry(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            entry(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Entries are stored, not compressed, because libtorch maps them.
    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /// `Class.__new__(Class)` with the state `{"training": True, name: tensorlist, ...}` in pickle protocol 2.
    private static byte[] modulePickle(String className, List<String> lists) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80);
        out.write(2);
        ascii(out, "c__torch__\n" + className + "\n)");
        out.write(0x81);
        ascii(out, "}(");
        unicode(out, "training");
        out.write(0x88);
        for (String list : lists) {
            unicode(out, list);
            ascii(out, "ctorch.jit._pickle\nbuild_tensorlist\n]");
            out.write(0x85);
            ascii(out, "R");
        }
        ascii(out, "ub.");
        return out.toByteArray();
    }

    private static void unicode(ByteArrayOutputStream out, String text) {
        out.write('X');
        out.write(text.length());
        out.write(0);
        out.write(0);
        out.write(0);
        ascii(out, text);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
