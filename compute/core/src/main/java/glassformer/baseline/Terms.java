package glassformer.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words of a text in lower case: runs of letters and digits, and each Chinese, Japanese or Thai character on its own,
/// as those have no spaces between words.
public final class Terms {
    private static final Pattern TERM = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
            + "|[[\\p{L}\\p{M}\\p{N}_]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+");

    private Terms() {}

    /// A word in lower case and where it stands in the text.
    public record Place(String term, int start, int end) {}

    static List<String> of(String text) {
        return places(text).stream().map(Place::term).toList();
    }

    public static List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        while (matcher.find()) {
            places.add(new Place(matcher.group().toLowerCase(Locale.ROOT), matcher.start(), matcher.end()));
        }
        return places;
    }
}
