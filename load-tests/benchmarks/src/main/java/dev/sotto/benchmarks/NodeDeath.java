package dev.sotto.benchmarks;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.gateway.GatewayApplication;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Three gateways, each a process, share the SIP accounts of many restaurants. One is killed: its accounts must be
 * registered by the two others within ten seconds, spread, none by both. Then one is told to stop while a call is up:
 * its accounts must be registered by the last one before it takes them back, and the call must go on. Run by
 * {@code ./sotto bench nodes [accounts]}.
 */
public final class NodeDeath {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Three virtual machines start at once, on a machine that may have other work. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Duration PROMISED = Duration.ofSeconds(10);
    private static final int FIRST_SIP_PORT = 25_160;

    private final int accounts;
    private final SmallRegistrar registrar;
    private final Path secrets = Files.createTempDirectory("secrets");
    private final List<Node> nodes = new ArrayList<>();
    private boolean passed = true;

    private record Node(String name, int sipPort, Process process) {}

    private NodeDeath(int accounts) throws IOException {
        this.accounts = accounts;
        this.registrar = new SmallRegistrar();
    }

    private boolean run() throws IOException, InterruptedException {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log =
                        EventLog.open(LogSettings.at(kafka.bootstrapServers()), "nodes", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(32, (short) 1)).block(LIMIT);
            for (int i = 0; i < accounts; i++) {
                Files.writeString(
                        Files.createDirectories(secrets.resolve("r" + i)).resolve("s"), "secret");
                log.append(
                                Topics.RESTAURANTS_CONFIG,
                                "r" + i,
                                RestaurantOfOneNumber.registered("r" + i, registrar.port()),
                                Trace.start())
                        .block(LIMIT);
            }
            for (int i = 0; i < 3; i++) {
                nodes.add(start(i, kafka.bootstrapServers()));
            }
            tell("all accounts are registered once, by three nodes", wait(START_LIMIT, () -> isSpreadOver(3)));
            kill(nodes.removeFirst());
            drain(nodes.removeFirst());
        } finally {
            nodes.forEach(node -> node.process().destroyForcibly());
            registrar.close();
        }
        return passed;
    }

    private Node start(int number, String brokers) throws IOException {
        int sipPort = FIRST_SIP_PORT + number;
        String name = "node-" + number;
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayApplication.class.getName(),
                        "--gateway.node-id=" + name,
                        "--gateway.reply-partition=" + number,
                        "--gateway.sip.port=" + sipPort,
                        "--gateway.media.first-port=" + (26_000 + 400 * number),
                        "--gateway.media.last-port=" + (26_399 + 400 * number),
                        "--gateway.registration.secrets=" + secrets,
                        "--gateway.registration.accounts-at-most=" + accounts,
                        "--gateway.drain=1m",
                        "--server.port=0",
                        "--logging.level.root=ERROR",
                        "--gateway.kafka.bootstrap-servers=" + brokers)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Node(name, sipPort, process);
    }

    private void kill(Node dying) throws InterruptedException {
        int his = held().getOrDefault(dying.sipPort(), 0);
        long died = System.nanoTime();
        dying.process().destroyForcibly().waitFor();
        registrar.forget(dying.sipPort());
        boolean again = wait(
                LIMIT,
                () -> held().values().stream().mapToInt(Integer::intValue).sum() == accounts);
        Duration took = Duration.ofNanos(System.nanoTime() - died);
        System.out.printf(
                Locale.ROOT,
                "killed %s with %d accounts; all registered again after %.1f s%n",
                dying.name(),
                his,
                took.toMillis() / 1000.0);
        tell("within " + PROMISED.toSeconds() + " s", again && took.compareTo(PROMISED) <= 0);
        tell("spread over the two that live, none registered twice", isSpreadOver(2));
    }

    private void drain(Node leaving) throws IOException, InterruptedException {
        int his = held().getOrDefault(leaving.sipPort(), 0);
        try (ManyPhones phones = new ManyPhones(leaving.sipPort())) {
            tell("a call is up on the node that is to leave", phones.dial(1, "r0.main") == 1);
            long told = System.nanoTime();
            leaving.process().destroy();
            boolean never = true;
            while (held().getOrDefault(leaving.sipPort(), 0) > 0 && System.nanoTime() - told < LIMIT.toNanos()) {
                never &= allHaveANode();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s left its %d accounts within %.1f s%n",
                    leaving.name(),
                    his,
                    (System.nanoTime() - told) / 1e9);
            tell("no account was without a node meanwhile", never && allHaveANode());
            long before = phones.received();
            phones.speak(0, 100, new long[1][100]);
            long heard = phones.received() - before;
            System.out.printf(Locale.ROOT, "its call heard %d packets in the two seconds after that%n", heard);
            tell("the call goes on", heard > 80 && leaving.process().isAlive());
            phones.hangUp();
            tell("when it is over the node ends", leaving.process().waitFor(20, TimeUnit.SECONDS));
        }
        tell("the last node has all accounts", wait(LIMIT, () -> isSpreadOver(1)));
    }

    /** Accounts by the SIP port of the node that has them. */
    private Map<Integer, Integer> held() {
        Map<Integer, Integer> held = new TreeMap<>();
        for (int i = 0; i < accounts; i++) {
            registrar.standing("r" + i).keySet().forEach(port -> held.merge(port, 1, Integer::sum));
        }
        return held;
    }

    private boolean allHaveANode() {
        for (int i = 0; i < accounts; i++) {
            if (registrar.standing("r" + i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Nobody has less than half of his share, and no account is registered by two. */
    private boolean isSpreadOver(int living) {
        Map<Integer, Integer> held = held();
        boolean once = held.values().stream().mapToInt(Integer::intValue).sum() == accounts && allHaveANode();
        return once
                && held.size() == living
                && held.values().stream().allMatch(count -> count >= accounts / living / 2);
    }

    private static boolean wait(Duration limit, BooleanSupplier until) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!until.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return until.getAsBoolean();
    }

    private void tell(String what, boolean holds) {
        passed &= holds;
        System.out.println((holds ? "ok   " : "NOT  ") + what + "  " + held());
    }

    /** @param arguments how many accounts */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean passed = new NodeDeath(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200).run();
        System.exit(passed ? 0 : 1);
    }
}
