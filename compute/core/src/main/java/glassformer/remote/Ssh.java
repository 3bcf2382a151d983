package glassformer.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How a worker on another machine is started. Nothing has to be set up but ssh, so that `ssh HOST` asks for nothing.
///
/// @param client the program and its options
/// @param remote Glassformer's launcher at the far end; where it is looked for if empty: on the path, then in
///               `~/glassformer` and `~/.local/bin`
public record Ssh(List<String> client, String remote) {
    static final int SILENCE_SECONDS = 30;

    /// With the variables `GLASSFORMER_SSH`, the client with its options, parted by blanks, and `GLASSFORMER_REMOTE`,
    /// the launcher's path at the far end, where they are set.
    public static Ssh of(Map<String, String> environment) {
        String client = environment.getOrDefault("GLASSFORMER_SSH", "").strip();
        return new Ssh(
                client.isEmpty() ? List.of("ssh") : List.of(client.split("\\s+")),
                environment.getOrDefault("GLASSFORMER_REMOTE", "").strip());
    }

    List<String> worker(String host) {
        List<String> command = new ArrayList<>(client);
        // No questions, since nobody could answer them; a line that was cut is noticed within 15 seconds.
        command.addAll(List.of(
                "-T",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=15",
                "-o",
                "ServerAliveInterval=5",
                "-o",
                "ServerAliveCountMax=3",
                "--",
                host,
                script()));
        return command;
    }

    private String script() {
        String worker = " worker --share \"$HOME/.glassformer/remote\" --silence " + SILENCE_SECONDS;
        if (!remote.isEmpty()) {
            return "exec " + quoted(remote) + worker;
        }
        return "for g in glassformer \"$HOME/glassformer/glassformer\" \"$HOME/.local/bin/glassformer\"; do"
                + " if command -v \"$g\" > /dev/null; then exec \"$g\"" + worker + "; fi; done; exit 127";
    }

    private static String quoted(String path) {
        return "'" + path.replace("'", "'\\''") + "'";
    }
}
