package glassformer.replay;

import glassformer.inspect.HeadRole;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The words in a picture of a replay.
///
/// @param step        with `{0}` for its number
/// @param held        after a step that has no evaluation, with `{0}` for that of the last one before it
/// @param training    a curve
/// @param validation  a curve
/// @param says        above the probabilities
/// @param writes      above the text
/// @param noAttention where a run stored none
/// @param roles       what heads are named
public record PictureWords(
        String step,
        String held,
        String training,
        String validation,
        String says,
        String writes,
        String noAttention,
        Map<HeadRole, String> roles) {
    public static final PictureWords ENGLISH = new PictureWords(
            "Step {0}",
            "evaluated at {0}",
            "training loss",
            "validation loss",
            "What it says of the probe sentence",
            "What it writes",
            "no attention stored",
            roles(HeadRole::id));

    public PictureWords {
        roles = Collections.unmodifiableMap(new EnumMap<>(roles));
    }

    public static Map<HeadRole, String> roles(Function<HeadRole, String> name) {
        return Arrays.stream(HeadRole.values()).collect(Collectors.toMap(role -> role, name));
    }

    String step(int number) {
        return step.replace("{0}", Integer.toString(number));
    }

    String held(int number) {
        return held.replace("{0}", Integer.toString(number));
    }
}
