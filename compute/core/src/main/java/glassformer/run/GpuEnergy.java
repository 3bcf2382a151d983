package glassformer.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// An NVIDIA GPU's power, in watts twice a second, added up over time.
final class GpuEnergy implements EnergyMeter {
    private static final int PERIOD_MILLISECONDS = 500;

    private final Process process;
    private double joules;
    private double watts = Double.NaN;
    private long at = System.nanoTime();

    private GpuEnergy(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("gpu power").start(this::read);
    }

    /// @param tool  `nvidia-smi`
    /// @param index which GPU
    static EnergyMeter of(List<String> tool, String index) {
        List<String> command = new ArrayList<>(tool);
        command.addAll(List.of(
                "--id=" + index,
                "--query-gpu=power.draw",
                "--format=csv,noheader,nounits",
                "--loop-ms=" + PERIOD_MILLISECONDS));
        try {
            return new GpuEnergy(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return NONE;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told(line.strip());
            }
        } catch (IOException | UncheckedIOException e) {
            // The process was ended.
        }
    }

    /// A GPU that does not know says `[N/A]`.
    private synchronized void told(String power) {
        try {
            double now = Double.parseDouble(power);
            advance();
            watts = now;
        } catch (NumberFormatException e) {
            // Nothing is known of this half second.
        }
    }

    /// At the power told last until now.
    private void advance() {
        long now = System.nanoTime();
        if (!Double.isNaN(watts)) {
            joules += watts * (now - at) / 1e9;
        }
        at = now;
    }

    @Override
    public synchronized OptionalDouble joules() {
        if (Double.isNaN(watts)) {
            return OptionalDouble.empty();
        }
        if (process.isAlive()) {
            advance();
        }
        return OptionalDouble.of(joules);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
