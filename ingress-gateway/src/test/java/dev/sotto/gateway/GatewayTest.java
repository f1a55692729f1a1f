package dev.sotto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Menu;
import dev.sotto.schemas.OrderLimits;
import dev.sotto.schemas.RestaurantConfig;
import dev.sotto.schemas.Topics;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.call.PlaybackStarted;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ReplyRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway on a real broker, with phones on real sockets. */
class GatewayTest {

    static final String NUMBER = "+33 1 23 45 67 89";
    private static final String DIALLED = "+33123456789";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static EmbeddedKafka kafka;
    private static EventLog log;
    private static ConfigurableApplicationContext gateway;
    private static final List<AudioFrames> frames = new CopyOnWriteArrayList<>();
    private static final List<CallRecord> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.temporary();
        log = EventLog.open(new LogSettings(kafka.bootstrapServers(), "test"), new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(2, (short) 1)).block(SOON);
        log.append(Topics.RESTAURANTS_CONFIG, "chez-test", restaurant(), Trace.start())
                .block(SOON);
        log.read(Subscription.of("test-frames", Topics.AUDIO_FRAMES))
                .subscribe(delivery -> frames.add(delivery.require()));
        log.read(Subscription.of("test-events", Topics.CALLS_EVENTS))
                .subscribe(delivery -> events.add(delivery.require()));
        gateway = startGateway(kafka.bootstrapServers());
        await().atMost(SOON)
                .until(() ->
                        !gateway.getBean(dev.sotto.gateway.call.PhoneBook.class).isEmpty());
    }

    static ConfigurableApplicationContext startGateway(String brokers, String... more) {
        List<String> arguments = new CopyOnWriteArrayList<>(List.of(
                "--gateway.sip.port=0",
                "--gateway.media.first-port=21000",
                "--gateway.media.last-port=21799",
                "--server.port=0",
                "--gateway.kafka.bootstrap-servers=" + brokers));
        arguments.addAll(List.of(more));
        return new SpringApplication(GatewayApplication.class).run(arguments.toArray(String[]::new));
    }

    static RestaurantConfig restaurant() {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, "chez-test"),
                "chez-test",
                1,
                "Chez Test",
                "en",
                "EUR",
                "Europe/Paris",
                List.of(NUMBER),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(), List.of(), List.of(), List.of()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        log.close();
        kafka.close();
    }

    private static ScriptedPeer peer() throws Exception {
        return new ScriptedPeer(gateway.getBean(Telephony.class).sipPort());
    }

    private static <E extends CallEvent> List<E> eventsOf(String callId, Class<E> type) {
        return events.stream()
                .filter(record -> record.callId().equals(callId))
                .map(CallRecord::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String newestCall() {
        return events.stream()
                .filter(record -> record.event() instanceof CallStarted)
                .reduce((first, second) -> second)
                .map(CallRecord::callId)
                .orElse("");
    }

    private static void reply(String callId, ReplyCommand command) {
        ReplyRecord record = new ReplyRecord(
                Envelope.unique(Topics.VOICE_REPLIES, "chez-test"),
                callId,
                UUID.randomUUID().toString(),
                command);
        log.append(Topics.VOICE_REPLIES, 0, callId, record, Trace.start()).block(SOON);
    }

    @Test
    void aCallIsAnsweredHeardSpokenToAndEnded() throws Exception {
        try (ScriptedPeer caller = peer()) {
            int before = events.size();
            String answer = caller.call(DIALLED);
            assertThat(answer).contains("a=rtpmap:0 PCMU/8000", "a=sendrecv");
            await().atMost(SOON).until(() -> events.size() > before + 1);
            String callId = newestCall();
            for (int i = 0; i < 50; i++) {
                caller.speak((byte) i);
            }
            await().atMost(SOON).until(() -> framesOf(callId).size() >= 50);
            assertThat(framesOf(callId)).extracting(AudioFrames::firstSequence).startsWith(0L, 1L, 2L, 3L);

            reply(callId, new PlayAudio("hello", "en", 8000, tone(400), true, 0L));
            while (isSilent(caller.listen())) {
                assertThat(caller.receiveWithin(1)).isNull();
            }
            reply(callId, new HangUp("done"));
            String bye = caller.receive();
            assertThat(bye).startsWith("BYE sip:peer@127.0.0.1:");
            caller.accept(bye);

            await().atMost(SOON).until(() -> !eventsOf(callId, CallEnded.class).isEmpty());
            assertThat(eventsOf(callId, CallAnswered.class)).containsExactly(new CallAnswered("PCMU"));
            assertThat(eventsOf(callId, PlaybackStarted.class)).hasSize(1);
            assertThat(eventsOf(callId, PlaybackFinished.class))
                    .first()
                    .matches(finished -> finished.playedMillis() == 400 && !finished.interrupted());
            assertThat(eventsOf(callId, CallEnded.class))
                    .first()
                    .matches(ended -> ended.reason() == EndReason.COMPLETED);
            await().atMost(SOON).until(() -> framesOf(callId).getLast().last());
        }
    }

    private static List<AudioFrames> framesOf(String callId) {
        return frames.stream().filter(frame -> frame.callId().equals(callId)).toList();
    }

    private static boolean isSilent(byte[] codes) {
        for (byte code : codes) {
            if (code != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer tone(int millis) {
        ByteBuffer pcm = ByteBuffer.allocate(16 * millis).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8 * millis; i++) {
            pcm.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / 8000) + 100));
        }
        return pcm.flip();
    }
}
