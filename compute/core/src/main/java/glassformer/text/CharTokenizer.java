package glassformer.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/// One token a character (Unicode code point). Characters outside the vocabulary become `<unk>`, which decodes to
/// those five letters, as in other tools.
public final class CharTokenizer implements Tokenizer {
    /// The unknown token as it is written in files.
    public static final String UNKNOWN = "<unk>";

    private final int unknownId;
    private final int[] codePoints; // (id) -> code point, -1 for <unk>
    private final int[] sorted; // code points in order, for searching
    private final int[] sortedIds;

    /// @param codePoints by id; the one at `unknownId` is not read
    public CharTokenizer(int[] codePoints, int unknownId) {
        this.unknownId = unknownId;
        this.codePoints = codePoints.clone();
        this.codePoints[unknownId] = -1;
        List<Integer> order = new ArrayList<>();
        for (int id = 0; id < codePoints.length; id++) {
            if (id != unknownId) {
                order.add(id);
            }
        }
        order.sort((a, b) -> Integer.compare(codePoints[a], codePoints[b]));
        sortedIds = order.stream().mapToInt(Integer::intValue).toArray();
        sorted = Arrays.stream(sortedIds).map(id -> codePoints[id]).toArray();
    }

    /// Collects the characters of all documents: `<unk>` is 0, the characters follow in code point order. Unpaired
    /// surrogates are left out. Stops with `CancellationException` when asked to.
    public static CharTokenizer train(Documents documents, Progress progress) {
        BitSet seen = new BitSet();
        while (documents.hasNext()) {
            documents.next().codePoints().forEach(seen::set);
            progress.step(documents.progress());
        }
        seen.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        int[] codePoints = new int[seen.cardinality() + 1];
        int id = 1;
        for (int c = seen.nextSetBit(0); c >= 0; c = seen.nextSetBit(c + 1)) {
            codePoints[id++] = c;
        }
        progress.step(1);
        return new CharTokenizer(codePoints, 0);
    }

    @Override
    public String kind() {
        return "char";
    }

    @Override
    public int vocabSize() {
        return codePoints.length;
    }

    @Override
    public int[] encode(String text) {
        return text.codePoints().map(this::id).toArray();
    }

    private int id(int codePoint) {
        int at = Arrays.binarySearch(sorted, codePoint);
        return at < 0 ? unknownId : sortedIds[at];
    }

    @Override
    public byte[] bytes(int id) {
        return text(id).getBytes(StandardCharsets.UTF_8);
    }

    String text(int id) {
        if (id < 0 || id >= codePoints.length) {
            throw new IllegalArgumentException(
                    "Token id " + id + " is outside the vocabulary of " + codePoints.length + ".");
        }
        return id == unknownId ? UNKNOWN : Character.toString(codePoints[id]);
    }

    @Override
    public String decode(int[] ids) {
        StringBuilder out = new StringBuilder(ids.length);
        for (int id : ids) {
            out.append(text(id));
        }
        return out.toString();
    }

    @Override
    public SpecialTokens specials() {
        return SpecialTokens.onlyUnknown(OptionalInt.of(unknownId));
    }

    @Override
    public boolean startsWord(int id) {
        return id == unknownId || Gpt2Words.isSpace(text(id).codePointAt(0));
    }

    @Override
    public List<TokenSpan> spans(String text) {
        List<TokenSpan> spans = new ArrayList<>(text.length());
        for (int start = 0; start < text.length(); ) {
            int codePoint = text.codePointAt(start);
            int end = start + Character.charCount(codePoint);
            spans.add(new TokenSpan(id(codePoint), start, end));
            start = end;
        }
        return spans;
    }

    @Override
    public String toJson() {
        return CharJson.write(this);
    }
}
