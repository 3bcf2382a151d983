package glassformer.importing;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The table of contents of a zip, with every number in it held against the file before anything is made of it. The
/// JDK's own reader takes a table of any size into memory and lets entries lie over each other.
///
/// The format: PKWARE's APPNOTE.TXT, 4.3 and 4.5.3.
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final long MORE = 0xffffffffL;
    private static final int UNIX = 3;
    private static final int KIND = 0xf000;
    private static final int LINK = 0xa000;
    private static final int REGULAR = 0x8000;
    private static final int FOLDER = 0x4000;

    private final FileChannel channel;
    private final String where;

    private ZipDirectory(FileChannel channel, String where) {
        this.channel = channel;
        this.where = where;
    }

    /// @param packed bytes in the zip
    /// @param size   bytes that come out
    /// @param at     where the entry's own header begins
    record Entry(String name, int method, long crc, long packed, long size, long at) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    /// Files and folders, in the order of the table.
    static List<Entry> read(FileChannel channel, String where) throws IOException {
        return new ZipDirectory(channel, where).entries();
    }

    private List<Entry> entries() throws IOException {
        long end = end();
        ByteBuffer last = bytes(end, END_BYTES);
        long count = last.getShort(10) & 0xffff;
        long size = last.getInt(12) & MORE;
        long begin = last.getInt(16) & MORE;
        if (count == 0xffff || size == MORE || begin == MORE) {
            ByteBuffer large = large(end);
            count = large.getLong(32);
            size = large.getLong(40);
            begin = large.getLong(48);
        }
        if (count < 0 || count > MOST_ENTRIES) {
            throw broken("it says that it has " + Long.toUnsignedString(count) + " entries, but at most " + MOST_ENTRIES
                    + " are read");
        }
        if (size < 0 || size > MOST_BYTES || begin < 0 || begin > end - size) {
            throw broken("its table of contents does not lie in the file, or has more than " + MOST_BYTES + " bytes");
        }
        ByteBuffer table = bytes(begin, (int) size);
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            entries.add(entry(table, begin));
        }
        return entries;
    }

    /// Where the last record begins, which may have a comment behind it.
    private long end() throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = bytes(size - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END && (bytes.getShort(at + 20) & 0xffff) == tail - END_BYTES - at) {
                return size - tail + at;
            }
        }
        throw broken("its end is missing, so it was not copied as a whole");
    }

    private ByteBuffer large(long end) throws IOException {
        ByteBuffer locator = bytes(end - 20, 20);
        if (locator.getInt(0) != LOCATOR_64) {
            throw broken("it is said to be large, but has no record of a large file");
        }
        ByteBuffer large = bytes(locator.getLong(8), 56);
        if (large.getInt(0) != END_64) {
            throw broken("its record of a large file is not where it should be");
        }
        return large;
    }

    private Entry entry(ByteBuffer table, long begin) {
        if (table.remaining() < 46 || table.getInt(table.position()) != ENTRY) {
            throw broken("its table of contents breaks off");
        }
        int from = table.position();
        int flags = table.getShort(from + 8) & 0xffff;
        int method = table.getShort(from + 10) & 0xffff;
        int nameBytes = table.getShort(from + 28) & 0xffff;
        int extraBytes = table.getShort(from + 30) & 0xffff;
        int commentBytes = table.getShort(from + 32) & 0xffff;
        int next = from + 46 + nameBytes + extraBytes + commentBytes;
        if (next > table.limit()) {
            throw broken("its table of contents breaks off");
        }
        String name = name(table.slice(from + 46, nameBytes));
        if ((flags & 1) != 0) {
            throw broken("the entry " + cut(name) + " is encrypted");
        }
        if (method != 0 && method != 8) {
            throw broken("the entry " + cut(name) + " is packed by the method " + method
                    + ", but only stored (0) and deflated (8) ones can be read");
        }
        requireFile(table.getShort(from + 4), table.getInt(from + 38), name);
        Entry entry = large(
                new Entry(
                        name,
                        method,
                        table.getInt(from + 16) & MORE,
                        table.getInt(from + 20) & MORE,
                        table.getInt(from + 24) & MORE,
                        table.getInt(from + 42) & MORE),
                table.slice(from + 46 + nameBytes, extraBytes).order(ByteOrder.LITTLE_ENDIAN));
        if (entry.packed < 0
                || entry.size < 0
                || entry.at < 0
                || entry.at > begin
                || entry.packed > begin - entry.at
                || method == 0 && entry.packed != entry.size) {
            throw broken("the entry " + cut(name) + " says that it has " + Long.toUnsignedString(entry.packed)
                    + " bytes at " + Long.toUnsignedString(entry.at) + ", which are not in the file");
        }
        table.position(next);
        return entry;
    }

    /// What does not fit into four bytes stands in an extra field, in this order.
    private Entry large(Entry entry, ByteBuffer extra) {
        if (entry.packed != MORE && entry.size != MORE && entry.at != MORE) {
            return entry;
        }
        while (extra.remaining() >= 4) {
            int kind = extra.getShort() & 0xffff;
            int length = extra.getShort() & 0xffff;
            if (length > extra.remaining()) {
                break;
            }
            ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (kind == 1) {
                long size = entry.size == MORE ? number(field, entry) : entry.size;
                long packed = entry.packed == MORE ? number(field, entry) : entry.packed;
                long at = entry.at == MORE ? number(field, entry) : entry.at;
                return new Entry(entry.name, entry.method, entry.crc, packed, size, at);
            }
            extra.position(extra.position() + length);
        }
        throw broken("the entry " + cut(entry.name) + " does not tell its size");
    }

    private long number(ByteBuffer field, Entry entry) {
        if (field.remaining() < 8) {
            throw broken("the entry " + cut(entry.name) + " does not tell its size");
        }
        return field.getLong();
    }

    /// @param madeBy of which the upper byte names the system
    private void requireFile(int madeBy, int attributes, String name) {
        int kind = attributes >>> 16 & KIND;
        if (madeBy >>> 8 == UNIX && kind != 0 && kind != REGULAR && kind != FOLDER) {
            throw broken("the entry " + cut(name) + " is " + (kind == LINK ? "a link" : "no plain file")
                    + ", but only files and folders are imported");
        }
    }

    private String name(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw broken("an entry's name is no UTF-8");
        }
    }

    private ByteBuffer bytes(long from, int count) throws IOException {
        if (from < 0 || from > channel.size() - count) {
            throw broken("it says that something lies outside of it");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = from; bytes.hasRemaining(); at = from + bytes.position()) {
            if (channel.read(bytes, at) < 0) {
                throw broken("it ends in the middle");
            }
        }
        return bytes.flip();
    }

    BadInputException broken(String why) {
        return broken(where, why);
    }

    static BadInputException broken(String where, String why) {
        return new BadInputException(where + " is no zip that can be imported: " + why + ".");
    }

    static String cut(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "..." : plain;
    }
}
