package glassformer.samples;

import com.ibm.icu.text.RuleBasedNumberFormat;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// Numbers below a million and their words in a language, `71` and `soixante-et-onze`: all to 999, and longer ones, of
/// four, five and six digits equally often. Each number is on one side only.
record SpelledNumbers(Locale locale) implements ExampleSource {
    private static final int COUNT = 20_000;
    private static final int SHORT = 1_000; // numbers of up to three digits

    @Override
    public SplitExamples examples(long seed) {
        RuleBasedNumberFormat words = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> numbers = new LinkedHashSet<>();
        for (int number = 0; number < SHORT; number++) {
            numbers.add(number);
        }
        while (numbers.size() < COUNT) {
            int least = SHORT;
            for (int more = random.nextInt(3); more > 0; more--) {
                least *= 10;
            }
            numbers.add(random.nextInt(least, least * 10));
        }
        Sides sides = new Sides(seed);
        for (int number : numbers) {
            sides.add(number, new Example.Translated(Integer.toString(number), words.format(number)));
        }
        return sides.split();
    }
}
