package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearSpeech;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Looks over the shoulder of one call: prints what is heard and said as the log tells it, and keeps the order that was
 * placed. The call is known by the number or table it comes from.
 */
final class Conversation implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration LOG_LIMIT = Duration.ofSeconds(10);

    private final EventLog log;
    private final PrintWriter out;
    private final Disposable following;
    private final Map<String, String> callers = new ConcurrentHashMap<>();
    private final Map<String, OrderRecord> orders = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> watched = new AtomicReference<>();

    Conversation(Addresses at, PrintWriter out) {
        this.log = EventLog.open(LogSettings.at(at.kafka()), "conversation", new SimpleMeterRegistry());
        this.out = out;
        this.following = Flux.merge(
                        follow(Topics.CALLS_EVENTS),
                        follow(Topics.SPEECH_TRANSCRIPTS),
                        follow(Topics.VOICE_REPLIES),
                        follow(Topics.ORDERS_EVENTS))
                .subscribe(this::tell);
    }

    private Flux<TopicRecord> follow(Topic<? extends TopicRecord> topic) {
        return Flux.merge(IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> log.follow(topic, partition, end(topic, partition)))
                        .toList())
                .map(Delivery::require);
    }

    /** Asked for before the call is placed, so that its first word is not missed. */
    private long end(Topic<?> topic, int partition) {
        return log.end(topic, partition).blockOptional(LOG_LIMIT).orElseThrow();
    }

    /** Prints the call that comes from this number or table, until another one is watched. */
    void watch(String from) {
        watched.set(from);
    }

    /** The order the watched caller placed, waiting for it as long as the limit says. */
    Optional<OrderRecord> order(Duration limit) {
        return Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .onBackpressureDrop()
                .take(limit)
                .mapNotNull(tick -> orders.get(String.valueOf(watched.get())))
                .next()
                .blockOptional();
    }

    private void tell(TopicRecord record) {
        switch (record) {
            case CallRecord call -> tellCall(call);
            case SpeechRecord speech -> tellSpeech(speech);
            case ReplyRecord reply -> tellReply(reply);
            case OrderRecord order -> tellOrder(order);
            default -> {}
        }
    }

    private void tellCall(CallRecord call) {
        if (call.event() instanceof CallStarted started) {
            String from = started.callerNumber() != null ? started.callerNumber() : started.tableNumber();
            callers.put(call.callId(), String.valueOf(from));
        } else if (call.event() instanceof CallEnded ended && isWatched(call.callId())) {
            line(
                    "  ",
                    "(the call is over: "
                            + ended.reason()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' ') + ")");
        }
    }

    private void tellSpeech(SpeechRecord speech) {
        if (!isWatched(speech.callId())) {
            return;
        }
        if (speech.event() instanceof FinalTranscript heard) {
            line("heard", heard.text());
        } else if (speech.event() instanceof UnclearSpeech unclear) {
            line("heard", "(not understood: " + unclear.reason() + ")");
        }
    }

    private void tellReply(ReplyRecord reply) {
        if (isWatched(reply.callId()) && reply.command() instanceof PlayAudio sentence) {
            line("Sotto", sentence.text());
        }
    }

    private void tellOrder(OrderRecord order) {
        String callId = order.callId();
        String caller = callId == null ? null : callers.get(callId);
        if (caller != null && order.event() instanceof OrderPlaced) {
            orders.put(caller, order);
        }
    }

    private boolean isWatched(String callId) {
        String caller = callers.get(callId);
        return caller != null && caller.equals(watched.get());
    }

    void line(String who, String what) {
        out.printf("%8s  %s%n", who, what);
        out.flush();
    }

    @Override
    public void close() {
        following.dispose();
        log.close();
    }
}
