package glassformer.importing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Ways to spoil a file, as an attacker or a broken disk would.
final class Mutation {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"[^\"\\\\]{0,60}\"");
    private static final List<String> NUMBERS = List.of(
            "9223372036854775808",
            "9223372036854775807",
            "18446744073709551615",
            "4294967295",
            "2147483648",
            "2147483647",
            "-1",
            "0",
            "1e999",
            "1e400000000",
            "123456789012345678901234567890",
            "NaN",
            "null",
            "\"4\"",
            "[]",
            "{}");
    private static final long[] LENGTHS = {
        Long.MIN_VALUE, Long.MAX_VALUE, -1, 1L << 62, 1L << 40, 0xffffffffL, 0x7fffffffL, 0x80000000L, 0, 1L << 31
    };

    private final SplittableRandom random;

    Mutation(SplittableRandom random) {
        this.random = random;
    }

    private int below(int bound) {
        return bound <= 0 ? 0 : random.nextInt(bound);
    }

    /// What may befall any file.
    byte[] any(byte[] good) {
        byte[] bytes = good.clone();
        switch (random.nextInt(7)) {
            case 0 -> bytes = Arrays.copyOf(bytes, below(bytes.length)); // truncated
            case 1 -> flip(bytes, 1);
            case 2 -> flip(bytes, 1 + below(64));
            case 3 -> length(bytes);
            case 4 -> bytes = without(bytes);
            case 5 -> bytes = twice(bytes);
            default -> swap(bytes);
        }
        return bytes;
    }

    /// Half of what happens, happens in the first bytes, where heads are.
    private int place(byte[] bytes) {
        return below(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 4096));
    }

    private void flip(byte[] bytes, int count) {
        for (int i = 0; i < count && bytes.length > 0; i++) {
            bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /// Puts a length of 2^63 and the like somewhere.
    private void length(byte[] bytes) {
        long value = LENGTHS[random.nextInt(LENGTHS.length)];
        int width = random.nextBoolean() ? 8 : 4;
        int at = place(bytes);
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
    }

    private byte[] without(byte[] bytes) {
        int from = place(bytes);
        int to = Math.min(bytes.length, from + 1 + below(200));
        byte[] less = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, less, 0, from);
        System.arraycopy(bytes, to, less, from, bytes.length - to);
        return less;
    }

    private byte[] twice(byte[] bytes) {
        int from = place(bytes);
        int to = Math.min(bytes.length, from + 1 + below(200));
        byte[] more = new byte[bytes.length + to - from];
        System.arraycopy(bytes, 0, more, 0, to);
        System.arraycopy(bytes, from, more, to, bytes.length - from);
        return more;
    }

    private void swap(byte[] bytes) {
        int count = Math.min(8, bytes.length / 3);
        int one = below(bytes.length - count);
        int other = below(bytes.length - count);
        byte[] kept = Arrays.copyOfRange(bytes, one, one + count);
        System.arraycopy(bytes, other, bytes, one, count);
        System.arraycopy(kept, 0, bytes, other, count);
    }

    /// JSON: numbers, texts, nesting, whole files.
    String json(String good) {
        return switch (random.nextInt(6)) {
            case 0 -> replaced(good, NUMBER, NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 1 -> replaced(good, NUMBER, "[".repeat(1 + below(200_000)));
            case 2 -> replaced(good, NUMBER, "{\"a\":".repeat(1 + below(100_000)));
            case 3 -> replaced(good, TEXT, '"' + "x".repeat(1 + below(3_000_000)) + '"');
            case 4 -> replaced(good, TEXT, replaced(good, TEXT, "").substring(0, below(50)));
            default -> new String(any(good.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
        };
    }

    private String replaced(String text, Pattern what, String by) {
        List<MatchResult> found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            return text;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    /// A safetensors file whose header says something else, its length being right.
    byte[] header(byte[] good) {
        int length = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String json = new String(good, 8, length, StandardCharsets.UTF_8);
        byte[] changed = (random.nextInt(3) == 0 ? overlapping(json) : json(json)).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + changed.length + good.length - 8 - length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(changed.length)
                .put(changed)
                .put(good, 8 + length, good.length - 8 - length)
                .array();
    }

    /// Two tensors at one place.
    private String overlapping(String json) {
        Pattern offsets = Pattern.compile("\"data_offsets\":\\[\\d+,\\d+]");
        List<MatchResult> all = offsets.matcher(json).results().toList();
        return replaced(json, offsets, all.get(random.nextInt(all.size())).group());
    }

    /// A zip in whose tables something stands that should not.
    byte[] zip(byte[] good) {
        byte[] bytes = good.clone();
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> entries = Pattern.compile("PK\u0001\u0002", Pattern.LITERAL)
                .matcher(latin)
                .results()
                .map(MatchResult::start)
                .toList();
        int entry = entries.get(random.nextInt(entries.size()));
        int other = entries.get(random.nextInt(entries.size()));
        ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(7)) {
            case 0 ->
                rename(
                        bytes,
                        entry,
                        List.of("../../", "/etc/x", "C:\\xx\\", "a/../.").get(random.nextInt(4)));
            case 1 -> {
                bytes[entry + 5] = 3; // made on Unix
                table.putInt(entry + 38, 0xa1ff << 16); // a link
            }
            case 2 -> table.putInt(entry + 42, table.getInt(other + 42)); // over each other
            case 3 -> table.putInt(entry + 24, 1 << 30); // a thousand times larger
            case 4 -> table.putInt(entry + 20 + 4 * random.nextInt(2), -1); // more than four bytes hold
            case 5 -> table.putInt(entry + 16, random.nextInt()); // another sum
            default -> table.putInt(bytes.length - 22 + 4 * random.nextInt(5), random.nextInt());
        }
        return bytes;
    }

    /// In both places where a zip has a name.
    private static void rename(byte[] bytes, int entry, String name) {
        byte[] begin = name.getBytes(StandardCharsets.US_ASCII);
        int local = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(entry + 42);
        System.arraycopy(begin, 0, bytes, entry + 46, begin.length);
        System.arraycopy(begin, 0, bytes, local + 30, begin.length);
    }
}
