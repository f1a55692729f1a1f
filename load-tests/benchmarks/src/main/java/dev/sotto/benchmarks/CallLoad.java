package dev.sotto.benchmarks;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.gateway.GatewayApplication;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Many calls at once with sound both ways, through a real gateway and a real broker in this process: how many packets
 * are lost inside, and how long each takes from the wire to a consumer of the log. The phones are one thread that sends
 * packets; nobody recognises anything. Run by {@code ./sotto bench calls [calls] [seconds]}.
 */
public final class CallLoad {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PARTITIONS = 8;
    private static final int SIP_PORT = 25_060;

    /**
     * Until what carries the calls is compiled: first a few calls, so that the compiler has time left to it, as on a
     * machine that is up since the morning, and then all of them.
     */
    private static final int FEW = 150;

    private static final int FEW_BEATS = 50 * 60;
    private static final int WARM_UP_BEATS = FEW_BEATS + 50 * 30;

    private final int calls;
    private final int beats;
    private final long[][] sentNanos;
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();
    private final long[] waits;

    private CallLoad(int calls, int seconds) {
        this.calls = calls;
        this.beats = 50 * seconds;
        this.sentNanos = new long[calls][WARM_UP_BEATS + beats];
        this.waits = new long[calls * beats];
    }

    private void run() throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log =
                        EventLog.open(LogSettings.at(kafka.bootstrapServers()), "load", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(PARTITIONS, (short) 1)).block(LIMIT);
            log.append(Topics.RESTAURANTS_CONFIG, "load", RestaurantOfOneNumber.config(), Trace.start())
                    .block(LIMIT);
            Disposable reading = Disposables.composite(
                    log.read(Subscription.of("load-events", Topics.CALLS_EVENTS))
                            .subscribe(one -> {
                                started(one.require());
                                one.acknowledge();
                            }),
                    log.read(Subscription.of("load-frames", Topics.AUDIO_FRAMES))
                            .subscribe(one -> {
                                heard(one.require(), System.nanoTime());
                                one.acknowledge();
                            }));
            try (var gateway = GatewayApplication.application().run(settings(kafka));
                    ManyPhones phones = new ManyPhones(SIP_PORT)) {
                System.out.println("The gateway is up: " + gateway.isRunning());
                measure(phones);
            }
            reading.dispose();
        }
    }

    private String[] settings(EmbeddedKafka kafka) {
        return new String[] {
            "--gateway.sip.port=" + SIP_PORT,
            "--gateway.drain=0s",
            "--gateway.capacity=" + calls,
            "--gateway.media.first-port=26000",
            "--gateway.media.last-port=" + (26_000 + 2 * calls + 100),
            "--server.port=0",
            "--logging.level.root=ERROR",
            "--gateway.kafka.bootstrap-servers=" + kafka.bootstrapServers()
        };
    }

    private void measure(ManyPhones phones) throws IOException {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        phones.dial(Math.min(FEW, calls), RestaurantOfOneNumber.NUMBER);
        phones.speak(0, FEW_BEATS, sentNanos);
        int answered = phones.dial(calls, RestaurantOfOneNumber.NUMBER);
        System.out.printf(Locale.ROOT, "%d of %d calls are up%n", answered, calls);
        phones.speak(FEW_BEATS, WARM_UP_BEATS, sentNanos);
        Processors processors = Processors.now();
        Map<String, Long> before = spentByThreads();
        long receivedBefore = phones.received();
        long began = System.nanoTime();
        phones.speak(WARM_UP_BEATS, WARM_UP_BEATS + beats, sentNanos);
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Long> after = spentByThreads();
        String processorTime = Processors.now().since(processors);
        long received = phones.received() - receivedBefore;
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        long sent = (long) answered * beats;
        long arrived = heard.get();
        long[] sorted = Arrays.copyOf(waits, (int) Math.min(arrived, waits.length));
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%d packets sent in %.1f s, %d of them at the consumer, %d told as lost, %d back at the phones%n",
                sent,
                seconds,
                arrived,
                missing.get(),
                received);
        System.out.printf(
                Locale.ROOT,
                "wire to consumer: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1));
        System.out.println(processorTime + "; by thread, while they spoke:");
        after.forEach((name, spent) -> {
            double used = (spent - before.getOrDefault(name, 0L)) / 1e9;
            if (used > 0.02 * seconds) {
                System.out.printf(Locale.ROOT, "  %-40s %.2f (%.0f %% of a core)%n", name, used, 100 * used / seconds);
            }
        });
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }

    private void started(CallRecord record) {
        if (record.event() instanceof CallStarted(var _, String caller, var _, var _, var _, int _, var _)
                && caller != null) {
            callers.put(record.callId(), Integer.parseInt(caller.replaceAll("[^0-9]", "")) - ManyPhones.FIRST_CALLER);
        }
    }

    private void heard(AudioFrames frames, long now) {
        Integer caller = callers.get(frames.callId());
        if (caller == null || frames.last() || frames.concealed() > 0) {
            return;
        }
        if (BeatMark.read(frames.audio(), 2 * BeatMark.FRAME_SAMPLES) >= WARM_UP_BEATS) {
            missing.addAndGet(frames.lostBefore());
        }
        for (int i = 1; i <= frames.frameCount(); i++) {
            int beat = BeatMark.read(frames.audio(), 2 * BeatMark.FRAME_SAMPLES * i);
            if (beat >= WARM_UP_BEATS && beat < WARM_UP_BEATS + beats) {
                long n = heard.getAndIncrement();
                waits[(int) Math.min(n, waits.length - 1)] = now - sentNanos[caller][beat];
            }
        }
    }

    /** Threads come and go in pools: their names without numbers are summed. */
    private static Map<String, Long> spentByThreads() {
        var threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> spent = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                long nanos = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                spent.merge(thread.getThreadName().replaceAll("[0-9]+", "#"), nanos, Long::sum);
            }
        }
        return spent;
    }

    /** @param arguments how many calls, and for how many seconds they speak */
    public static void main(String[] arguments) throws IOException {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        new CallLoad(calls, seconds).run();
        System.exit(0);
    }
}
