package dev.sotto.dialogue;

import dev.sotto.dialogue.colleague.Colleagues;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.InOrder;
import dev.sotto.log.StateTable;
import dev.sotto.log.Subscription;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * From {@code calls.events} and {@code speech.transcripts} to {@code voice.replies} and {@code orders.events}. A call's
 * records are answered in order, and each leaves its traces in one order too: order, state, words, acknowledgement.
 * Dying between any two of them loses nothing and doubles nothing: before the state is durable the same order is derived
 * again under the same ids; after it, only the words are said again, under the same ids. Back-pressure: a lane works on
 * one record, a full lane pauses the reader.
 */
final class DialogueStage {
    static final String GROUP = "dialogue";

    private final EventLog log;
    private final StateTable<RestaurantConfig> restaurants;
    private final StateTable<DialogueState> states;
    private final Ownership ownership;
    private final Conversations conversations;
    private final EarlyWords early;
    private final Replies replies;
    private final Colleagues colleagues;
    private final DialogueMetrics metrics;
    private final InOrder<TopicRecord> inOrder;
    private final PlacedOrders placed = new PlacedOrders();

    DialogueStage(
            EventLog log,
            StateTable<RestaurantConfig> restaurants,
            StateTable<DialogueState> states,
            Voice voice,
            Colleagues colleagues,
            DialogueSettings settings,
            DialogueMetrics metrics,
            Scheduler lanes) {
        this.log = log;
        this.restaurants = restaurants;
        this.states = states;
        this.colleagues = colleagues;
        this.metrics = metrics;
        this.ownership = new Ownership(states, settings.forgetAfter());
        this.conversations = new Conversations(restaurants::get, placed);
        this.early = new EarlyWords(settings.patience());
        this.replies = new Replies(log, voice, metrics);
        this.inOrder = new InOrder<>(log, GROUP, settings.lanes(), lanes, _ -> false);
        restaurants.onChange(id -> lanes.schedule(() -> conversations.rehearse(id)));
    }

    /** Runs for as long as it is subscribed to. */
    Mono<Void> run() {
        Flux<Void> answered = log.read(
                        Subscription.<TopicRecord>of(GROUP, Topics.CALLS_EVENTS, Topics.SPEECH_TRANSCRIPTS))
                .doOnNext(metrics::read)
                .transform(inOrder.perKey(this::converse));
        return Mono.when(restaurants.caughtUp(), states.caughtUp())
                .thenMany(answered)
                .mergeWith(ownership.forgetting())
                .mergeWith(remembering())
                .mergeWith(colleagues.bookkeeping(log))
                .mergeWith(early.givingUp(this::drop))
                .then();
    }

    /** What others do to orders: other workers, the kitchen. */
    private Flux<Void> remembering() {
        return log.followAll(Topics.ORDERS_EVENTS, Instant.now().minus(PlacedOrders.REMEMBERED))
                .doOnNext(delivery -> {
                    OrderRecord event = delivery.value();
                    if (event != null) {
                        placed.apply(event);
                    }
                })
                .thenMany(Flux.empty());
    }

    private Mono<Void> converse(Delivery<TopicRecord> delivery) {
        Incoming incoming = Incoming.of(delivery);
        if (incoming == null) {
            overhear(delivery);
            return acknowledge(delivery);
        }
        long begun = System.nanoTime();
        return ownership
                .take(incoming.callId(), delivery.receipt())
                .then(Mono.defer(() -> take(delivery, incoming)))
                .thenMany(Flux.defer(() -> early.release(incoming.callId(), states.get(incoming.callId()) != null))
                        .concatMap(this::takeEarly, 1))
                .then(Mono.fromRunnable(() -> metrics.turnTook(System.nanoTime() - begun)));
    }

    /** Words that may still change: nothing follows from them, but colleagues may begin to think. */
    private void overhear(Delivery<TopicRecord> delivery) {
        if (delivery.value() instanceof SpeechRecord speech
                && speech.event() instanceof PartialTranscript(String text)) {
            DialogueState state = states.get(speech.callId());
            Understander understander = state == null ? null : conversations.understander(state);
            if (state != null && understander != null) {
                colleagues.overhear(state, understander, text);
            }
        }
    }

    /** A reading of hard words by somebody else, where there is one; until it is there the call's next record waits. */
    private Mono<Optional<Understood>> reading(Incoming incoming) {
        DialogueState state = states.get(incoming.callId());
        if (state != null
                && incoming.heard() instanceof Heard.Words words
                && !Conversations.isApplied(state, incoming)) {
            Understander understander = conversations.understander(state);
            if (understander != null) {
                return colleagues
                        .read(state, understander, words.text())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
            }
        }
        if (incoming.heard() instanceof Heard.CallOver) {
            colleagues.forget(incoming.callId());
        }
        return Mono.just(Optional.empty());
    }

    private Mono<Void> take(Delivery<TopicRecord> delivery, Incoming incoming) {
        return reading(incoming).flatMap(reading -> take(delivery, incoming, reading.orElse(null)));
    }

    private Mono<Void> take(Delivery<TopicRecord> delivery, Incoming incoming, @Nullable Understood reading) {
        return switch (conversations.next(states.get(incoming.callId()), incoming, reading)) {
            case Step.Answer answer -> {
                DialogueState state = answer.state();
                yield settle(answer, delivery.trace())
                        .then(states.put(state.callId(), state, delivery.trace().child()))
                        .then(replies.say(state, delivery.trace()))
                        .then(acknowledge(delivery));
            }
            case Step.SayAgain(DialogueState state) ->
                replies.say(state, delivery.trace()).then(acknowledge(delivery));
            case Step.TooEarly() -> early.keep(delivery, incoming) ? Mono.empty() : drop(delivery, "early");
            case Step.Known() -> drop(delivery, "known");
            case Step.TooLate() -> drop(delivery, "late");
        };
    }

    private Mono<Void> takeEarly(EarlyWords.Waiting waiting) {
        return take(waiting.delivery(), waiting.incoming()).doOnSuccess(_ -> early.done(waiting));
    }

    /** One after the other: what becomes of an order never lies in the log before it. */
    private Mono<Void> settle(Step.Answer answer, Trace trace) {
        return Flux.fromIterable(answer.orders(Instant.now()))
                .concatMap(event -> settle(event, trace), 1)
                .then();
    }

    private Mono<Void> settle(OrderRecord event, Trace trace) {
        return log.append(Topics.ORDERS_EVENTS, event.envelope().restaurantId(), event, trace.child())
                .doOnNext(_ -> {
                    placed.apply(event);
                    metrics.ordered();
                })
                .then();
    }

    private static Mono<Void> acknowledge(Delivery<?> delivery) {
        return Mono.fromRunnable(delivery::acknowledge);
    }

    private Mono<Void> drop(Delivery<?> delivery, String reason) {
        return Mono.fromRunnable(() -> {
            metrics.dropped(reason);
            delivery.acknowledge();
        });
    }
}
