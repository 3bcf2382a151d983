package glassformer.engine;

import glassformer.BadInputException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `training.device` names: one device (`auto`, `cpu`, `cuda:0`), several of this machine that train together
/// (`cuda:0+cuda:1`), or several processes on the CPU that do so, to try it where there is one device (`cpu*2`).
///
/// @param devices   in order; the first one updates the weights
/// @param processes 1 but for the CPU
public record Placement(List<String> devices, int processes) {
    private static final int MOST = 64;
    private static final Pattern PROCESSES = Pattern.compile("(.*?)\\s*\\*\\s*([^*]*)");

    public Placement {
        devices = List.copyOf(devices);
    }

    /// @throws BadInputException for a name that means nothing
    public static Placement of(String name) {
        Matcher several = PROCESSES.matcher(name.strip());
        if (several.matches()) {
            String count = several.group(2);
            int processes = count.matches("\\d{1,4}") ? Integer.parseInt(count) : 0;
            if (!several.group(1).equals("cpu") || processes < 1 || processes > MOST) {
                throw refused(name);
            }
            return new Placement(List.of("cpu"), processes);
        }
        List<String> devices = List.of(name.strip().split("\\s*\\+\\s*", -1));
        boolean twice = Set.copyOf(devices).size() < devices.size();
        if (twice || devices.contains("") || devices.size() > 1 && devices.contains("auto")) {
            throw refused(name);
        }
        return new Placement(devices, 1);
    }

    /// How many copies of the model train together.
    public int replicas() {
        return devices.size() * processes;
    }

    /// As a lab has it.
    public String name() {
        return String.join("+", devices) + (processes == 1 ? "" : "*" + processes);
    }

    private static BadInputException refused(String name) {
        return new BadInputException("training.device is " + name + ", but must be auto, a device such as cpu or"
                + " cuda:0, different ones joined by + such as cuda:0+cuda:1, or 1 to " + MOST
                + " processes on the CPU such as cpu*2.");
    }
}
