package dev.sotto.gateway;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * A broker with eyes on the frames and events that are written to it. A broker takes seconds to start, so the tests of a
 * JVM share one; calls are told apart by their ids.
 */
final class WatchedLog implements AutoCloseable {

    private final boolean shared;
    private EmbeddedKafka kafka = EmbeddedKafka.temporary();
    private final EventLog log;
    private final Disposable watching;
    private final List<AudioFrames> frames = new CopyOnWriteArrayList<>();
    private final List<CallRecord> events = new CopyOnWriteArrayList<>();
    private boolean brokerRuns = true;

    /** Opened when the first test wants it; it ends with the JVM. */
    private static final class Shared {

        static final WatchedLog LOG = new WatchedLog(true);
    }

    private WatchedLog(boolean shared) {
        this.shared = shared;
        log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(2, (short) 1)).block(RunningGateway.SOON);
        watching = Disposables.composite(
                log.read(Subscription.of("test-frames", Topics.AUDIO_FRAMES)).subscribe(one -> keep(one, frames)),
                log.read(Subscription.of("test-events", Topics.CALLS_EVENTS)).subscribe(one -> keep(one, events)));
    }

    static WatchedLog shared() {
        return Shared.LOG;
    }

    static WatchedLog open() {
        return new WatchedLog(false);
    }

    private static <V> void keep(Delivery<V> delivery, List<V> all) {
        all.add(delivery.require());
        delivery.acknowledge();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    <V extends TopicRecord> void append(Topic<V> topic, String key, V value) {
        log.append(topic, key, value, Trace.start()).block(RunningGateway.SOON);
    }

    <V extends TopicRecord> void append(Topic<V> topic, int partition, String key, V value) {
        log.append(topic, partition, key, value, Trace.start()).block(RunningGateway.SOON);
    }

    List<AudioFrames> framesOf(String callId) {
        return frames.stream().filter(frame -> frame.callId().equals(callId)).toList();
    }

    <E extends CallEvent> List<E> eventsOf(String callId, Class<E> type) {
        return events.stream()
                .filter(record -> record.callId().equals(callId))
                .map(CallRecord::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The ids of the calls that started as the test says. */
    List<String> calls(Predicate<CallStarted> mine) {
        return events.stream()
                .filter(record -> record.event() instanceof CallStarted started && mine.test(started))
                .map(CallRecord::callId)
                .toList();
    }

    void stopBroker() {
        kafka.close();
        brokerRuns = false;
    }

    void startBroker() {
        kafka = kafka.startedAgain();
        brokerRuns = true;
    }

    @Override
    public void close() {
        if (shared) {
            return;
        }
        watching.dispose();
        log.close();
        if (brokerRuns) {
            kafka.close();
        }
    }
}
