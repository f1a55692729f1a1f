package dev.sotto.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What this process has had of the machine's processors up to a moment, and what everything else has: a figure taken
 * beside somebody else's work is worth less, and whoever reads it should see that.
 *
 * @param own nanoseconds of this process on all processors
 * @param machine hundredths of a second in which any processor was busy, as Linux counts them; -1 elsewhere
 */
record Processors(long own, long machine) {

    private static final Path COUNTERS = Path.of("/proc/stat");

    static Processors now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Processors(system.getProcessCpuTime(), busy());
    }

    /** The first line of the counters: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static long busy() {
        try (var lines = Files.lines(COUNTERS)) {
            String[] counts = lines.findFirst().orElse("").trim().split("\\s+");
            long all = Arrays.stream(counts, 1, 9).mapToLong(Long::parseLong).sum();
            return all - Long.parseLong(counts[4]) - Long.parseLong(counts[5]);
        } catch (IOException | RuntimeException elsewhere) {
            return -1;
        }
    }

    String since(Processors before) {
        double mine = (own - before.own()) / 1e9;
        String others = machine < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", everything else %.1f",
                        Math.max(0, (machine - before.machine()) / 100.0 - mine));
        return String.format(Locale.ROOT, "processor seconds of this process %.1f%s", mine, others);
    }
}
