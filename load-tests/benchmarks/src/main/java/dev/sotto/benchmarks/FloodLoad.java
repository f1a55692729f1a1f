package dev.sotto.benchmarks;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.gateway.GatewayApplication;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One trunk (a real sipp) places calls while a flood comes from a thousand addresses, half of them inside the
 * networks that may call and half outside. It passes when none of the trunk's calls was refused or lost. Twice: with a
 * trunk that was there before the flood, and with one that calls for the first time in the middle of it. Run by
 * {@code ./sotto bench flood [calls a second] [seconds] [sources] [packets a second]}.
 */
public final class FloodLoad {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SIP_PORT = 25_160;
    private static final int CALL_MILLIS = 1_000;

    /** 127.0.0.0 to 127.15.255.255 may call, the rest of this machine may not. */
    private static final String TRUNKS = "127.0.0.0/12";

    private static final Pattern FIGURE = Pattern.compile("(Successful call|Failed call) *\\|[^|]*\\| *(\\d+)");

    private final int callsPerSecond;
    private final int seconds;
    private final int sources;
    private final int packetsPerSecond;

    private FloodLoad(int callsPerSecond, int seconds, int sources, int packetsPerSecond) {
        this.callsPerSecond = callsPerSecond;
        this.seconds = seconds;
        this.sources = sources;
        this.packetsPerSecond = packetsPerSecond;
    }

    private boolean run() throws IOException, InterruptedException {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log =
                        EventLog.open(LogSettings.at(kafka.bootstrapServers()), "flood", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(4, (short) 1)).block(LIMIT);
            log.append(Topics.RESTAURANTS_CONFIG, "load", RestaurantOfOneNumber.config(), Trace.start())
                    .block(LIMIT);
            try (var gateway = GatewayApplication.application().run(settings(kafka))) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                calls("127.0.0.1", "while it is compiled, not judged", 4);
                boolean alone = calls("127.0.0.1", "without a flood", seconds);
                try (Flood flood = Flood.of(sources, packetsPerSecond, SIP_PORT)) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
                    boolean known = calls("127.0.0.1", "in the flood, a trunk that has called before", seconds);
                    boolean fresh = calls("127.0.0.2", "in the flood, a trunk that calls for the first time", seconds);
                    tell(gateway, flood);
                    return alone && known && fresh;
                }
            }
        }
    }

    private String[] settings(EmbeddedKafka kafka) {
        // Each call of a second holds its line a little longer, and forged ones may hold some.
        int capacity = 4 * callsPerSecond + 100;
        return new String[] {
            "--gateway.sip.port=" + SIP_PORT,
            "--gateway.sip.trunks=" + TRUNKS,
            "--gateway.drain=0s",
            "--gateway.capacity=" + capacity,
            "--gateway.media.first-port=26000",
            "--gateway.media.last-port=" + (26_000 + 4 * capacity),
            "--server.port=0",
            "--logging.level.root=ERROR",
            "--gateway.kafka.bootstrap-servers=" + kafka.bootstrapServers()
        };
    }

    private boolean calls(String from, String how, int forSeconds) throws IOException, InterruptedException {
        int calls = callsPerSecond * forSeconds;
        Path screen = Files.createTempFile("sipp", ".txt");
        try {
            int exit = new ProcessBuilder(
                            "sipp",
                            "-sn",
                            "uac",
                            "127.0.0.1:" + SIP_PORT,
                            "-s",
                            RestaurantOfOneNumber.NUMBER,
                            "-i",
                            from,
                            "-m",
                            Integer.toString(calls),
                            "-r",
                            Integer.toString(callsPerSecond),
                            "-d",
                            Integer.toString(CALL_MILLIS),
                            "-nostdin")
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start()
                    .waitFor();
            String told = Files.readString(screen);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d of %d calls answered and ended as they should, %d failed%n",
                    how,
                    last(told, "Successful call"),
                    calls,
                    last(told, "Failed call"));
            return exit == 0 && last(told, "Successful call") == calls;
        } finally {
            Files.delete(screen);
        }
    }

    /** sipp shows its figures again and again; the last ones count. */
    private static int last(String screen, String figure) {
        int value = -1;
        Matcher found = FIGURE.matcher(screen);
        while (found.find()) {
            value = found.group(1).equals(figure) ? Integer.parseInt(found.group(2)) : value;
        }
        return value;
    }

    private static void tell(ConfigurableApplicationContext gateway, Flood flood) {
        System.out.printf(
                Locale.ROOT,
                "the flood: %d packets, %.0f a second; the gateway answered %d of them and dropped%n",
                flood.sent(),
                flood.perSecond(),
                flood.answered());
        gateway.getBean(MeterRegistry.class)
                .find("sotto.gateway.sip.dropped")
                .counters()
                .forEach(FloodLoad::tell);
    }

    private static void tell(Counter dropped) {
        System.out.printf(Locale.ROOT, "  %-16s %.0f%n", dropped.getId().getTag("reason"), dropped.count());
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** @param arguments calls a second, seconds, flooding sources, flooding packets a second */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean passed = new FloodLoad(
                        argument(arguments, 0, 50),
                        argument(arguments, 1, 10),
                        argument(arguments, 2, 1000),
                        argument(arguments, 3, 4000))
                .run();
        System.out.println(passed ? "PASSED" : "FAILED");
        System.exit(passed ? 0 : 1);
    }
}
