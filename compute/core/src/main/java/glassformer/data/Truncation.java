package glassformer.data;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import java.util.Arrays;

/// Which tokens of a text that is too long are kept.
public enum Truncation implements Named {
    /// The first.
    HEAD("head"),
    /// The last.
    TAIL("tail"),
    /// A quarter from the beginning, the rest from the end, as 128 and 382 of 510 in Sun et al. 2019.
    HEAD_AND_TAIL("head-tail");

    private final String id;

    Truncation(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// @param ids // (T)
    /// @param limit most tokens to keep, 1 or more
    /// @return a copy // (min(T, limit))
    public int[] apply(int[] ids, int limit) {
        if (limit < 1) {
            throw new BadInputException("A text is cut to " + limit + " tokens, but must keep at least one.");
        }
        int length = ids.length;
        if (length <= limit) {
            return ids.clone();
        }
        return switch (this) {
            case HEAD -> Arrays.copyOf(ids, limit);
            case TAIL -> Arrays.copyOfRange(ids, length - limit, length);
            case HEAD_AND_TAIL -> {
                int head = (limit + 2) / 4;
                int[] kept = Arrays.copyOf(ids, limit);
                System.arraycopy(ids, length - (limit - head), kept, head, limit - head);
                yield kept;
            }
        };
    }
}
