package glassformer.importing;

import glassformer.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// A zip from elsewhere whose entries were all checked: they have plain relative names, lie beside each other, and
/// together do not become much larger than the zip.
final class SafeZip implements AutoCloseable {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_BYTES = 30;
    private static final int DEEPEST = 12;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_GROWTH = 100;
    private static final long FREE_BYTES = 16 << 20;
    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final String where;
    private final Map<String, ZipDirectory.Entry> files = new LinkedHashMap<>();

    private SafeZip(FileChannel channel, String where) throws IOException {
        this.channel = channel;
        this.where = where;
        List<ZipDirectory.Entry> entries = ZipDirectory.read(channel, where);
        requireApart(entries);
        requireSize(entries);
        Map<String, String> seen = new HashMap<>();
        for (ZipDirectory.Entry entry : entries) {
            requireName(entry.name());
            // Some file systems do not tell cases apart.
            String folded = entry.name().toLowerCase(Locale.ROOT);
            if (seen.put(folded, entry.name()) != null) {
                throw broken("it has " + ZipDirectory.cut(entry.name()) + " twice");
            }
            if (!entry.isFolder()) {
                files.put(entry.name(), entry);
            }
        }
        requireNoFileIsAFolder();
    }

    /// @throws BadInputException where anything about it is wrong
    static SafeZip open(Path zip) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(zip, StandardOpenOption.READ);
            SafeZip opened = new SafeZip(channel, zip.toString());
            channel = null;
            return opened;
        } catch (IOException e) {
            throw new BadInputException(zip + " cannot be read: " + e.getMessage() + ".", e);
        } finally {
            if (channel != null) {
                closeQuietly(channel);
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // What failed before is the one to hear of.
        }
    }

    /// How many bytes each file has, by name, in order.
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        files.forEach((name, entry) -> sizes.put(name, entry.size()));
        return sizes;
    }

    private void requireApart(List<ZipDirectory.Entry> entries) {
        List<ZipDirectory.Entry> ordered = entries.stream()
                .sorted(Comparator.comparingLong(ZipDirectory.Entry::at))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            ZipDirectory.Entry before = ordered.get(i - 1);
            if (before.at() + HEADER_BYTES + before.packed() > ordered.get(i).at()) {
                throw broken("the entries " + ZipDirectory.cut(before.name()) + " and "
                        + ZipDirectory.cut(ordered.get(i).name()) + " lie over each other");
            }
        }
    }

    private void requireSize(List<ZipDirectory.Entry> entries) throws IOException {
        long most = FREE_BYTES + MOST_GROWTH * channel.size();
        long all = 0;
        for (ZipDirectory.Entry entry : entries) {
            if (entry.size() > most - all) {
                throw broken("its " + channel.size() + " bytes would become more than " + most
                        + " (what fills a disk like that is no lab)");
            }
            all += entry.size();
        }
    }

    private void requireName(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        String[] parts = plain.split("/", -1);
        boolean safe = parts.length <= DEEPEST;
        for (String part : parts) {
            safe &= !part.isBlank()
                    && part.length() <= LONGEST_NAME
                    && !part.equals(".")
                    && !part.equals("..")
                    && !part.endsWith(".")
                    && !part.endsWith(" ")
                    && part.chars().noneMatch(c -> c < ' ' || c == 0x7f || "\\:*?\"<>|".indexOf(c) >= 0);
        }
        if (!safe) {
            throw broken("the entry " + ZipDirectory.cut(name)
                    + " has a name that leads elsewhere or that not every system can have");
        }
    }

    private void requireNoFileIsAFolder() {
        Map<String, String> folded = new HashMap<>();
        files.keySet().forEach(name -> folded.put(name.toLowerCase(Locale.ROOT), name));
        for (String name : folded.keySet()) {
            for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
                if (folded.containsKey(name.substring(0, at))) {
                    throw broken(ZipDirectory.cut(name.substring(0, at)) + " is a file and a folder");
                }
            }
        }
    }

    /// A small file's bytes.
    ///
    /// @throws BadInputException where it is larger than it may be, or damaged
    byte[] small(String name, int most) throws IOException {
        if (entry(name).size() > most) {
            throw broken(ZipDirectory.cut(name) + " has " + entry(name).size() + " bytes, but at most " + most
                    + " are read from such a file");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(name, out, count -> {});
        return out.toByteArray();
    }

    /// Hears of bytes.
    interface Copied {
        void bytes(int count);
    }

    /// Unpacks a file: as many bytes as the table says, with the sum that it says.
    void copy(String name, OutputStream to, Copied listener) throws IOException {
        ZipDirectory.Entry entry = entry(name);
        CRC32 sum = new CRC32();
        long left = entry.size();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = unpacked(entry)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                left -= count;
                if (left < 0) {
                    break;
                }
                sum.update(chunk, 0, count);
                to.write(chunk, 0, count);
                listener.bytes(count);
            }
        } catch (ZipException | EOFException e) {
            throw broken(ZipDirectory.cut(name) + " cannot be unpacked");
        }
        if (left != 0 || sum.getValue() != entry.crc()) {
            throw broken(ZipDirectory.cut(name) + " is not what was packed: its " + (left == 0 ? "check sum" : "size")
                    + " differs");
        }
    }

    private ZipDirectory.Entry entry(String name) {
        ZipDirectory.Entry entry = files.get(name);
        if (entry == null) {
            throw broken("it has no " + ZipDirectory.cut(name));
        }
        return entry;
    }

    private InputStream unpacked(ZipDirectory.Entry entry) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, entry.at() + header.position()) >= 0) {
            // until it is full
        }
        if (header.hasRemaining() || header.getInt(0) != HEADER) {
            throw broken(ZipDirectory.cut(entry.name()) + " is not where the table of contents says");
        }
        long begin = entry.at() + HEADER_BYTES + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
        InputStream packed = new Part(channel, begin, entry.packed());
        if (entry.method() == 0) {
            return packed;
        }
        // One byte more than there is, which Inflater asks for at the end.
        InputStream padded = new java.io.SequenceInputStream(packed, new ByteArrayInputStream(new byte[1]));
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(padded, inflater, CHUNK) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    /// Some bytes of a file.
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private long at;
        private long left;

        Part(FileChannel channel, long at, long left) {
            this.channel = channel;
            this.at = at;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(into, from, (int) Math.min(most, left)), at);
            if (count < 0) {
                throw new EOFException();
            }
            at += count;
            left -= count;
            return count;
        }
    }

    BadInputException broken(String why) {
        return ZipDirectory.broken(where, why);
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
