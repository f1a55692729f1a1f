package dev.sotto.local.system;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.embedded.EmbeddedStore;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Sotto in this JVM: embedded servers, topics, restaurants, then the four services, each as it would run
 * alone. What was started is stopped in reverse, also when the start fails half-way.
 */
public final class LocalSystem implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSystem.class);
    /** Few partitions start quickly; the topics' own widths are for production. */
    private static final TopicPlan TOPICS = new TopicPlan(4, (short) 1);

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Addresses addresses;
    private final Credentials credentials;
    private final TokenIssuer tokens;

    private LocalSystem(SystemOptions options) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        DataDirectory directory = keep(DataDirectory.hold(options.data));
        try {
            this.credentials = Credentials.of(directory.path());
            this.tokens = TokenIssuer.of(directory.path());
            List<RestaurantFile> restaurants = RestaurantFile.readAll(options);
            Wiring wiring = new Wiring(options, directory, credentials, tokens, restaurants);
            startServers(options, directory);
            prepareLog(options, directory, restaurants);
            keep(SchemaRegistry.start(options.bind, options.registryPort));
            startServices(wiring);
            this.addresses = Addresses.of(
                    options, restaurants.stream().map(RestaurantFile::address).toList());
            addresses.writeTo(directory);
            keep(() -> Addresses.removeFrom(directory));
            Health.awaitCallers(addresses);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Starts everything and returns when all of it serves; fails with a sentence a person can act on. */
    public static LocalSystem start(SystemOptions options) {
        return new LocalSystem(options);
    }

    public Addresses addresses() {
        return addresses;
    }

    public Credentials credentials() {
        return credentials;
    }

    public TokenIssuer tokens() {
        return tokens;
    }

    /** Waits until somebody closes the system, as Ctrl-C does. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    private void startServers(SystemOptions options, DataDirectory directory) {
        together(List.of(
                () -> EmbeddedKafka.start(directory.resolve("kafka"), options.kafkaPort, options.kafkaPort + 1),
                () -> EmbeddedDatabase.start(directory.resolve("postgresql"), options.postgresPort),
                () -> EmbeddedStore.start(
                        directory.resolve("store"),
                        options.storePort,
                        Wiring.STORE_KEY,
                        credentials.secret(Wiring.STORE_SECRET))));
    }

    private void prepareLog(SystemOptions options, DataDirectory directory, List<RestaurantFile> restaurants) {
        LogSettings settings = LogSettings.at("127.0.0.1:" + options.kafkaPort);
        try (EventLog log = EventLog.open(settings, "local", new SimpleMeterRegistry())) {
            log.createTopics(TOPICS).block(TOPICS_TIMEOUT);
            Seeding.publish(log, restaurants, new PublishedFiles(directory.resolve("restaurants")))
                    .block(TOPICS_TIMEOUT);
        }
    }

    private void startServices(Wiring wiring) {
        // Spring would set up the one logging of this process anew for each service, and all at the same time.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        together(wiring.services().stream()
                .<Supplier<AutoCloseable>>map(service -> service::start)
                .toList());
    }

    /** Starts these at the same time, to be stopped at the same time, also when another one failed. */
    private void together(List<Supplier<AutoCloseable>> starts) {
        List<CompletableFuture<AutoCloseable>> starting = starts.stream()
                .map(start -> CompletableFuture.supplyAsync(start, LocalSystem::onItsOwn))
                .toList();
        List<AutoCloseable> running = new ArrayList<>();
        keep(() -> stopTogether(running));
        RuntimeException firstFailure = null;
        for (CompletableFuture<AutoCloseable> one : starting) {
            try {
                running.add(one.join());
            } catch (CompletionException failed) {
                firstFailure = firstFailure != null ? firstFailure : Startup.explain(failed.getCause());
            }
        }
        if (firstFailure != null) {
            throw firstFailure;
        }
    }

    private static void stopTogether(List<AutoCloseable> running) {
        CompletableFuture.allOf(running.stream()
                        .map(one -> CompletableFuture.runAsync(() -> stop(one), LocalSystem::onItsOwn))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static void stop(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception stuck) {
            LOG.warn("{} did not stop cleanly", one, stuck);
        }
    }

    private static void onItsOwn(Runnable task) {
        Thread.ofPlatform().start(task);
    }

    private <T extends AutoCloseable> T keep(T one) {
        started.push(one);
        return one;
    }

    /** Safe to call twice: a signal may arrive while a command closes it. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            stop(started.pop());
        }
        closed.countDown();
    }
}
