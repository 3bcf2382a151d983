package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// Days of 1900 to 2099 as English writes them, in many ways, and in ISO 8601: `March 5th, 2024` and `2024-03-05`. With
/// dots the day stands first, with slashes the month, unless the year does. Each day comes once.
record WrittenDates() implements ExampleSource {
    private static final int COUNT = 20_000;
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate END = LocalDate.of(2100, 1, 1);
    private static final String ORDINAL = "#"; // stands for the day as 1st, 2nd, ...
    private static final List<String> STYLES = List.of(
            "d MMMM uuuu",
            "MMMM d, uuuu",
            "d MMM uuuu",
            "MMM d, uuuu",
            "EEEE, d MMMM uuuu",
            "EEE, MMM d, uuuu",
            "'the' # 'of' MMMM uuuu",
            "MMMM #, uuuu",
            "# MMM uuuu",
            "d-MMM-uuuu",
            "dd.MM.uuuu",
            "d.M.uuuu",
            "M/d/uuuu",
            "uuuu/MM/dd",
            "uuuuMMdd",
            "uuuu, MMMM d");

    @Override
    public SplitExamples examples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> days = new LinkedHashSet<>();
        while (days.size() < COUNT) {
            days.add(random.nextLong(FIRST.toEpochDay(), END.toEpochDay()));
        }
        Sides sides = new Sides(seed);
        for (long day : days) {
            LocalDate date = LocalDate.ofEpochDay(day);
            String style = STYLES.get(random.nextInt(STYLES.size()));
            sides.add(day, new Example.Translated(written(date, style), date.toString()));
        }
        return sides.split();
    }

    static String written(LocalDate date, String style) {
        int day = date.getDayOfMonth();
        String pattern = style.replace(ORDINAL, "'" + day + ending(day) + "'");
        return date.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    private static String ending(int day) {
        return switch (day) {
            case 1, 21, 31 -> "st";
            case 2, 22 -> "nd";
            case 3, 23 -> "rd";
            default -> "th";
        };
    }
}
