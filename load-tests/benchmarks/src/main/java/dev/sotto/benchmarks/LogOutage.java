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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.Disposable;

/**
 * Kafka is gone for half a minute while callers speak: every call stays up and hears us throughout, what a call may keep
 * is bounded, the oldest gives way and is counted and told as lost, and what is said afterwards arrives. Run by
 * {@code ./sotto bench outage [calls] [seconds]}.
 */
public final class LogOutage {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIP_PORT = 25_061;
    private static final int BEATS_PER_SECOND = 50;
    private static final int BEFORE_SECONDS = 8;
    private static final int AFTER_SECONDS = 25;

    private final int calls;
    private final int outageSeconds;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private boolean passed = true;

    /** What of one call the log has; a record that is read twice counts once. */
    private static final class Tally {
        private long next;
        private long frames;
        private long missed;
        private long told;
        private int newestBeat;

        private synchronized void read(AudioFrames record) {
            if (record.last() || record.firstSequence() < next) {
                return;
            }
            missed += record.firstSequence() - next;
            told += record.lostBefore();
            frames += record.frameCount();
            next = record.firstSequence() + record.frameCount();
            newestBeat = BeatMark.read(record.audio(), 2 * BeatMark.FRAME_SAMPLES * record.frameCount());
        }
    }

    private LogOutage(int calls, int outageSeconds) {
        this.calls = calls;
        this.outageSeconds = outageSeconds;
    }

    private boolean run() throws IOException, InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.temporary();
        try (EventLog log =
                EventLog.open(LogSettings.at(kafka.bootstrapServers()), "outage", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(8, (short) 1)).block(LIMIT);
            log.append(Topics.RESTAURANTS_CONFIG, "load", RestaurantOfOneNumber.config(), Trace.start())
                    .block(LIMIT);
            Disposable reading = log.read(Subscription.of("outage-frames", Topics.AUDIO_FRAMES))
                    .subscribe(one -> {
                        AudioFrames record = one.require();
                        tallies.computeIfAbsent(record.callId(), _ -> new Tally())
                                .read(record);
                        one.acknowledge();
                    });
            try (var gateway = GatewayApplication.application().run(settings(kafka));
                    ManyPhones phones = new ManyPhones(SIP_PORT)) {
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                tell("all calls are up", phones.dial(calls, RestaurantOfOneNumber.NUMBER) == calls);
                int beats = BEATS_PER_SECOND * (BEFORE_SECONDS + outageSeconds + AFTER_SECONDS);
                Thread mouths = Thread.ofPlatform().start(() -> speak(phones, beats));
                LockSupport.parkNanos(Duration.ofSeconds(BEFORE_SECONDS).toNanos());
                kafka = withoutLog(kafka, phones);
                mouths.join();
                LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
                judge(gateway, beats);
            }
            reading.dispose();
        } finally {
            kafka.close();
        }
        return passed;
    }

    private EmbeddedKafka withoutLog(EmbeddedKafka kafka, ManyPhones phones) {
        long gone = System.nanoTime();
        kafka.close();
        long heardBefore = phones.received();
        long untilBack = gone + Duration.ofSeconds(outageSeconds).toNanos() - System.nanoTime();
        LockSupport.parkNanos(untilBack);
        long heard = phones.received() - heardBefore;
        double expected = untilBack / 1e9 * BEATS_PER_SECOND * calls;
        EmbeddedKafka back = kafka.startedAgain();
        System.out.printf(
                Locale.ROOT,
                "the log was gone for %.1f s; the phones heard %d packets of %.0f in the %.1f s without it%n",
                (System.nanoTime() - gone) / 1e9,
                heard,
                expected,
                untilBack / 1e9);
        tell("every call hears us throughout", heard > 0.97 * expected);
        return back;
    }

    private void judge(ConfigurableApplicationContext gateway, int beats) {
        MeterRegistry meters = gateway.getBean(MeterRegistry.class);
        long frames = tallies.values().stream().mapToLong(tally -> tally.frames).sum();
        long missed = tallies.values().stream().mapToLong(tally -> tally.missed).sum();
        long told = tallies.values().stream().mapToLong(tally -> tally.told).sum();
        double overflow = dropped(meters, "overflow");
        double refused = dropped(meters, "log");
        System.out.printf(
                Locale.ROOT,
                "%d frames said; %d arrived, %d missing, %d told as lost; dropped: %.0f by the full ring, %.0f by the log%n",
                (long) calls * beats,
                frames,
                missed,
                told,
                overflow,
                refused);
        double live = meters.get("sotto.gateway.calls.live").gauge().value();
        tell("all calls are still up", live == calls);
        tell("what was dropped is counted", overflow + refused >= missed && overflow > 0);
        tell("what is missing was told as lost", told >= missed && missed > 0);
        boolean newest = tallies.size() == calls
                && tallies.values().stream().allMatch(tally -> tally.newestBeat >= beats - BEATS_PER_SECOND);
        tell("what every caller said last has arrived", newest);
        long kept = frames - (long) calls * BEATS_PER_SECOND * (BEFORE_SECONDS + AFTER_SECONDS - 2);
        tell("and about ten seconds of the outage itself", kept > (long) calls * BEATS_PER_SECOND * 6);
    }

    private static double dropped(MeterRegistry meters, String reason) {
        Counter counter = meters.find("sotto.gateway.frames.dropped")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private void speak(ManyPhones phones, int beats) {
        try {
            phones.speak(0, beats, new long[calls][beats]);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private String[] settings(EmbeddedKafka kafka) {
        return new String[] {
            "--gateway.sip.port=" + SIP_PORT,
            "--gateway.drain=0s",
            "--gateway.capacity=" + calls,
            "--gateway.media.first-port=28000",
            "--gateway.media.last-port=" + (28_000 + 2 * calls + 100),
            "--server.port=0",
            "--logging.level.root=ERROR",
            "--gateway.kafka.bootstrap-servers=" + kafka.bootstrapServers()
        };
    }

    private void tell(String what, boolean holds) {
        passed &= holds;
        System.out.println((holds ? "ok   " : "NOT  ") + what);
    }

    /** @param arguments how many calls, and for how many seconds the log is gone */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        System.exit(new LogOutage(calls, seconds).run() ? 0 : 1);
    }
}
