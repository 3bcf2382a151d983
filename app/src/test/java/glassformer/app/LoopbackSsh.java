package glassformer.app;

import glassformer.remote.Ssh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A real sshd on this machine's loopback, with keys of its own, and how to reach a worker through it.
final class LoopbackSsh implements AutoCloseable {
    private static final Path DAEMON = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final Process daemon;
    private final int port;

    private LoopbackSsh(Path folder, Process daemon, int port) {
        this.folder = folder;
        this.daemon = daemon;
        this.port = port;
    }

    static boolean isThere() {
        return Files.isExecutable(DAEMON) && Files.isExecutable(Path.of("/usr/bin/ssh"));
    }

    static LoopbackSsh start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (String key : List.of("host", "me")) {
            new ProcessBuilder(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            folder.resolve(key).toString())
                    .start()
                    .waitFor();
        }
        Files.writeString(
                folder.resolve("sshd_config"),
                String.join(
                        "\n",
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + folder.resolve("host"),
                        "AuthorizedKeysFile " + folder.resolve("me.pub"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        ""));
        Files.writeString(
                folder.resolve("ssh_config"),
                String.join(
                        "\n",
                        "Host lab",
                        "  HostName 127.0.0.1",
                        "  Port " + port,
                        "  IdentityFile " + folder.resolve("me"),
                        "  IdentitiesOnly yes",
                        "  StrictHostKeyChecking no",
                        "  UserKnownHostsFile " + folder.resolve("known"),
                        "  LogLevel ERROR",
                        ""));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd")); // where the daemon of root looks
        }
        Process daemon = new ProcessBuilder(
                        DAEMON.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        LoopbackSsh ssh = new LoopbackSsh(folder, daemon, port);
        ssh.awaitPort();
        return ssh;
    }

    private void awaitPort() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("sshd does not listen; see " + folder.resolve("sshd.log"));
    }

    /// To a worker that shares `far`.
    Ssh to(Path far) throws IOException {
        Path launcher = folder.resolve("launcher");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                        + Main.class.getName() + " worker --share '" + far + "' --silence 60\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Ssh(List.of("ssh", "-F", folder.resolve("ssh_config").toString()), launcher.toString());
    }

    @Override
    public void close() {
        daemon.descendants().forEach(ProcessHandle::destroyForcibly);
        daemon.destroyForcibly();
    }
}
