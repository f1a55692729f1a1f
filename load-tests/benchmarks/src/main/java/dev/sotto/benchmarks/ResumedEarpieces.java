package dev.sotto.benchmarks;

import dev.sotto.load.earpiece.Earpiece;
import dev.sotto.load.earpiece.EarpieceTally;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Tone;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * How long a waiter whose line was cut is not heard: devices that speak without a pause lose their connections at any
 * moment; the time runs from the cut until a frame that was spoken after it is acknowledged, which says that the log
 * holds it. The device waits a quarter of a second, give or take half, before it connects again; all are in one process
 * with the gateway and the broker.
 */
public final class ResumedEarpieces {

    private static final Duration LOOK = Duration.ofMillis(2);
    private static final long HEARD_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();

    private ResumedEarpieces() {}

    /** Devices (10) and how often each is cut (20). */
    public static void main(String[] arguments) throws Exception {
        int devices = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int cuts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        long[] times;
        try (EarpieceGateway gateway = new EarpieceGateway(devices)) {
            URI address = URI.create("ws://127.0.0.1:" + gateway.port() + "/earpiece");
            List<Earpiece> earpieces = new ArrayList<>();
            for (int device = 0; device < devices; device++) {
                Earpiece earpiece = Earpiece.at(address, gateway.token(device));
                earpiece.start(Integer.toString(device));
                var _ = earpiece.beginSaying(new Tone(440).lasting(Duration.ofMinutes(10), Pcm.EARPIECE_RATE_HZ, 0.3));
                earpieces.add(earpiece);
            }
            all(earpieces, 5); // compiled by these, not judged
            times = all(earpieces, cuts);
            earpieces.forEach(Earpiece::close);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%d cuts: heard again after p50 %d ms, p95 %d ms, p99 %d ms, at most %d ms%n",
                times.length,
                times[times.length / 2] / 1_000_000,
                times[times.length * 95 / 100] / 1_000_000,
                times[times.length * 99 / 100] / 1_000_000,
                times[times.length - 1] / 1_000_000);
        System.exit(times[times.length * 99 / 100] <= HEARD_WITHIN_NANOS ? 0 : 1);
    }

    private static long[] all(List<Earpiece> earpieces, int cuts) throws InterruptedException, ExecutionException {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> devices = new ArrayList<>();
            for (Earpiece earpiece : earpieces) {
                devices.add(each.submit(() ->
                        LongStream.generate(() -> cut(earpiece)).limit(cuts).toArray()));
            }
            LongStream.Builder times = LongStream.builder();
            for (Future<long[]> device : devices) {
                Arrays.stream(device.get()).forEach(times::add);
            }
            return times.build().toArray();
        }
    }

    private static long cut(Earpiece earpiece) {
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(Duration.ofSeconds(1).toNanos()));
        long spokenBefore = earpiece.tally().spoken();
        long began = System.nanoTime();
        earpiece.loseConnection();
        while (acknowledged(earpiece.tally()) <= spokenBefore) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return System.nanoTime() - began;
    }

    private static long acknowledged(EarpieceTally tally) {
        return tally.spoken() - tally.kept();
    }
}
