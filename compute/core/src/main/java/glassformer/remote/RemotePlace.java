package glassformer.remote;

import glassformer.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A device of another machine: `ssh:HOST` for its best one, `ssh:HOST/cuda:0` for a certain one.
///
/// @param host   as ssh takes it: a name of `~/.ssh/config`, a machine's name or `user@machine`
/// @param device as that machine names it, or `auto`
public record RemotePlace(String host, String device) {
    private static final String SCHEME = "ssh:";
    /// Nothing that ssh or a shell could take for more than a name.
    private static final Pattern FORM = Pattern.compile("ssh:([\\w.][\\w.@:%\\[\\]-]*?)(?:/([\\w:.+*-]+))?");

    public static boolean names(String device) {
        return device.startsWith(SCHEME);
    }

    static boolean valid(String device) {
        return FORM.matcher(device).matches();
    }

    /// @throws BadInputException where it is none
    public static RemotePlace parse(String device) {
        Matcher matcher = FORM.matcher(device);
        if (!matcher.matches()) {
            throw new BadInputException("The device is " + device
                    + ", but another machine's is ssh:HOST or ssh:HOST/DEVICE, as in ssh:user@lab-3/cuda:0.");
        }
        return new RemotePlace(matcher.group(1), matcher.group(2) == null ? "auto" : matcher.group(2));
    }

    @Override
    public String toString() {
        return SCHEME + host + (device.equals("auto") ? "" : "/" + device);
    }
}
