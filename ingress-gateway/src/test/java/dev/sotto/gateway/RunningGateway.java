package dev.sotto.gateway;

import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.tokens.ScriptedIssuer;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import dev.sotto.schemas.speech.SpeechRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway on a real broker, and eyes on everything it writes. */
final class RunningGateway implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    static {
        // Nearly all that is waited for takes a few milliseconds, and there are hundreds of waits.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    private static final String RESTAURANTS = "restaurants";
    static final String DIALLED = "+33123456789";

    /** One for all tests of this JVM; its keys are read from a file, as a mounted secret would be. */
    static final ScriptedIssuer ISSUER = new ScriptedIssuer();

    static final String TOKEN = ISSUER.token("ear-1", "chez-test");

    private final WatchedLog log;
    private final boolean shared;
    private final ConfigurableApplicationContext context;

    /** Started when the first test wants it; it ends with the JVM. */
    private static final class Shared {

        static final RunningGateway GATEWAY = new RunningGateway(
                WatchedLog.shared(),
                true,
                "gateway.earpiece.origins[0]=https://tools.example",
                "gateway.earpiece.handshake=2s");
    }

    private RunningGateway(WatchedLog log, boolean shared, String... settings) {
        this.log = log;
        this.shared = shared;
        append(restaurant());
        context = start(log.bootstrapServers(), settings);
        publish(null);
    }

    /** The one of all tests that want nothing special of it and leave nothing behind that others would trip over. */
    static RunningGateway shared() {
        return Shared.GATEWAY;
    }

    /** A gateway with settings of its own, on the log that all tests share. */
    static RunningGateway with(String... settings) {
        return new RunningGateway(WatchedLog.shared(), false, settings);
    }

    /** A gateway on a log that the test may take away from it, or write to what concerns all gateways. */
    static RunningGateway onItsOwnLog(String... settings) {
        return new RunningGateway(WatchedLog.open(), false, settings);
    }

    static Map<String, String> settings(String brokers) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "gateway.sip.port", "0",
                "gateway.drain", "0s",
                "gateway.media.first-port", "21000",
                "gateway.media.last-port", "21799",
                "gateway.tokens.issuers[0].issuer", ScriptedIssuer.NAME,
                "gateway.tokens.issuers[0].keys", keys(),
                "server.port", "0",
                "logging.level.root", "WARN",
                "logging.level.dev.sotto", "INFO",
                "gateway.kafka.bootstrap-servers", brokers));
        settings.put("gateway.tokens.issuers[0].algorithms", "ES256");
        return settings;
    }

    static ConfigurableApplicationContext start(String brokers, String... more) {
        Map<String, String> settings = settings(brokers);
        for (String setting : more) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return GatewayApplication.application()
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static String keys() {
        try {
            Path file = Files.createTempFile("issuer", ".json");
            file.toFile().deleteOnExit();
            return ISSUER.writeKeys(file).toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static RestaurantConfig restaurant(MenuItem... items) {
        return restaurant(null, items);
    }

    private static RestaurantConfig restaurant(
            dev.sotto.schemas.restaurant.@Nullable Telephony telephony, MenuItem... items) {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, "chez-test"),
                "chez-test",
                1,
                "Chez Test",
                "en",
                "EUR",
                "Europe/Paris",
                List.of("+33 1 23 45 67 89"),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(), List.of(), List.of(), List.of(items)),
                telephony,
                null,
                null);
    }

    /** The restaurant changes its mind; done when the gateway knows. */
    void publish(dev.sotto.schemas.restaurant.@Nullable Telephony telephony) {
        RestaurantConfig changed = restaurant(telephony);
        append(changed);
        await().atMost(SOON)
                .until(() ->
                        context.getBean(RESTAURANTS, StateTable.class).values().contains(changed));
    }

    <V extends TopicRecord> void publish(Topic<V> topic, String key, V value) {
        log.append(topic, key, value);
    }

    ScriptedPeer peer() throws IOException {
        return new ScriptedPeer(context.getBean(Telephony.class).sipPort());
    }

    ScriptedPeer peer(InetAddress address) throws IOException {
        return new ScriptedPeer(address, context.getBean(Telephony.class).sipPort());
    }

    /** Every frame of a call in the order of the log, however many a record holds. */
    List<Long> sequencesOf(String callId) {
        return framesOf(callId).stream()
                .flatMap(
                        record -> LongStream.range(record.firstSequence(), record.firstSequence() + record.frameCount())
                                .boxed())
                .toList();
    }

    /** Another node on the same log, which the test closes. */
    ConfigurableApplicationContext anotherNode(String nodeId, int replyPartition) {
        return start(log.bootstrapServers(), "gateway.node-id=" + nodeId, "gateway.reply-partition=" + replyPartition);
    }

    static int httpPort(ConfigurableApplicationContext node) {
        return Integer.parseInt(node.getEnvironment().getRequiredProperty("local.server.port"));
    }

    void append(OrderRecord order) {
        log.append(Topics.ORDERS_EVENTS, "chez-test", order);
    }

    void append(RestaurantConfig restaurant) {
        log.append(Topics.RESTAURANTS_CONFIG, restaurant.id(), restaurant);
    }

    void append(SpeechRecord speech) {
        log.append(Topics.SPEECH_TRANSCRIPTS, speech.callId(), speech);
    }

    int httpPort() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    List<AudioFrames> eachFrameOf(String callId) {
        return framesOf(callId).stream().flatMap(SingleFrames::of).toList();
    }

    List<AudioFrames> framesOf(String callId) {
        return log.framesOf(callId);
    }

    <E extends CallEvent> List<E> eventsOf(String callId, Class<E> type) {
        return log.eventsOf(callId, type);
    }

    /** The id of the one call that started as the test says. */
    String callOf(Predicate<CallStarted> mine) {
        await().atMost(SOON).until(() -> isKnown(mine));
        return log.calls(mine).getFirst();
    }

    String callOf(ScriptedPeer caller) {
        return callOf(started -> caller.callerNumber().equals(started.callerNumber()));
    }

    boolean isKnown(Predicate<CallStarted> mine) {
        return !log.calls(mine).isEmpty();
    }

    void reply(String callId, ReplyCommand command) {
        reply(callId, UUID.randomUUID().toString(), command);
    }

    void reply(String callId, String replyId, ReplyCommand command) {
        Envelope envelope = Envelope.unique(Topics.VOICE_REPLIES, "chez-test");
        ReplyRecord record = new ReplyRecord(envelope, callId, replyId, command);
        log.append(Topics.VOICE_REPLIES, 0, callId, record);
    }

    void revoke(String subject, RevokedKind kind) {
        Revocation revocation =
                new Revocation(Envelope.unique(Topics.SECURITY_REVOCATIONS, "chez-test"), subject, kind, "lost");
        log.append(Topics.SECURITY_REVOCATIONS, subject, revocation);
    }

    static PlayAudio tone(int millis, int sampleRateHz) {
        return tone(440, millis, sampleRateHz);
    }

    static PlayAudio tone(int hertz, int millis, int sampleRateHz) {
        int samples = sampleRateHz * millis / 1000;
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            pcm.putShort((short) (8000 * Math.sin(2 * Math.PI * hertz * i / sampleRateHz)));
        }
        return new PlayAudio("a tone", "en", sampleRateHz, pcm.flip(), true, null);
    }

    void stopBroker() {
        log.stopBroker();
    }

    void startBroker() {
        log.startBroker();
    }

    @Override
    public void close() {
        if (!shared) {
            context.close();
            log.close();
        }
    }
}
