package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a model that writes to the residual stream; of an encoder-decoder, one of the decoder's. All counts begin
/// at 0.
///
/// @param head one head; [#WHOLE] for all of the part
public record Part(int block, Kind kind, int head) {
    /// All heads, or a part without heads.
    public static final int WHOLE = -1;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})\\.(?:(\\d{1,4})|([a-z]+)(?:\\.(\\d{1,4}))?)");

    /// Who writes.
    public enum Kind implements Named {
        ATTENTION("attention"),
        /// Attention to an encoder's output.
        CROSS("cross"),
        FEED_FORWARD("ffn");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /// Reads `2.5` (block 2, head 5), `2.cross.5`, `2.attention`, `2.cross` or `2.ffn`.
    ///
    /// @throws BadInputException where it is none of these
    public static Part parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw unreadable(text);
        }
        int block = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            return new Part(block, Kind.ATTENTION, Integer.parseInt(matcher.group(2)));
        }
        String head = matcher.group(4);
        for (Kind kind : Kind.values()) {
            if (kind.id().equals(matcher.group(3)) && (head == null || kind != Kind.FEED_FORWARD)) {
                return new Part(block, kind, head == null ? WHOLE : Integer.parseInt(head));
            }
        }
        throw unreadable(text);
    }

    private static BadInputException unreadable(String text) {
        return new BadInputException(
                "The part is " + text + ", but must be a block and a head such as 2.5 or 2.cross.5,"
                        + " or a whole 2.attention, 2.cross or 2.ffn; blocks and heads count from 0.");
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        if (head == WHOLE) {
            return block + "." + kind.id();
        }
        return block + (kind == Kind.CROSS ? ".cross." : ".") + head;
    }
}
