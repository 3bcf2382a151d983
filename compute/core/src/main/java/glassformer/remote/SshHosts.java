package glassformer.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The machines that a person has given names to in ssh's configuration. Files that it includes are not looked at.
///
/// @see <a href="https://man.openbsd.org/ssh_config">ssh_config(5)</a>
final class SshHosts {
    private SshHosts() {}

    /// Names without wildcards; none where the file cannot be read.
    static List<String> of(Path config) {
        List<String> names = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(config, StandardCharsets.UTF_8)) {
                String[] words = line.strip().replaceFirst("\\s*=\\s*", " ").split("\\s+");
                if (!words[0].toLowerCase(Locale.ROOT).equals("host")) {
                    continue;
                }
                for (int i = 1; i < words.length; i++) {
                    String name = words[i].replace("\"", "");
                    if (RemotePlace.valid("ssh:" + name) && !names.contains(name)) {
                        names.add(name);
                    }
                }
            }
        } catch (IOException e) {
            return List.of(); // most people have none
        }
        return names;
    }
}
