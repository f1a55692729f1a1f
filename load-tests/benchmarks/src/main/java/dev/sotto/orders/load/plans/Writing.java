package dev.sotto.orders.load.plans;

import dev.sotto.log.Delivery;
import dev.sotto.log.Forgotten;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.calls.CallBook;
import dev.sotto.orders.command.Command;
import dev.sotto.orders.command.CommandLog;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.command.Seen;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the log makes the service write, beside all that is there already. */
final class Writing implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_ONCE = 200;

    private final Postgres postgres;
    private final OrderPlaced placed;
    private final Map<String, List<Integer>> things;
    private long offset;

    /** @param things numbers that orders and calls of a restaurant have in their ids */
    Writing(PostgresSettings settings, OrderPlaced placed, Map<String, List<Integer>> things) {
        this.postgres = new Postgres(settings);
        this.placed = placed;
        this.things = things;
    }

    /** @param rows that come in a turn of it */
    record Work(String name, int rows, IntConsumer turn) {}

    List<Work> works() {
        Ledger ledger = new Ledger(postgres, JsonMapper.shared());
        CallBook calls = new CallBook(postgres, Clock.systemUTC(), new Forgotten());
        OrderCommands commands = new OrderCommands(
                new CommandLog(postgres, JsonMapper.shared()), order -> Mono.empty(), Clock.systemUTC());
        return List.of(
                new Work(
                        "order events, " + AT_ONCE + " at once",
                        AT_ONCE,
                        turn -> ledger.write(orders(turn)).block(SOON)),
                new Work(
                        "calls, " + AT_ONCE + " at once",
                        AT_ONCE,
                        turn -> calls.write(calls(turn)).block(SOON)),
                new Work(
                        "a command",
                        1,
                        turn -> commands.carryOut(
                                        new OrderKey(restaurant(turn), "o" + thing(turn)),
                                        new Command.Refund("cold", List.of()),
                                        new Seen("manager", Seen.ANY, false, false),
                                        "turn-" + turn)
                                .block(SOON)));
    }

    /** One half are new orders, the other what becomes of orders that are there. */
    private List<Delivery<OrderRecord>> orders(int turn) {
        List<Delivery<OrderRecord>> batch = new ArrayList<>();
        for (int n = turn * AT_ONCE; n < (turn + 1) * AT_ONCE; n++) {
            batch.add(
                    n % 2 == 0
                            ? order(restaurant(n), "new" + n, 1, placed)
                            : order(
                                    restaurant(n),
                                    "o" + thing(n),
                                    3 + turn,
                                    new OrderStatusChanged(OrderStatus.SERVED, null, "waiter")));
        }
        return batch;
    }

    private Delivery<OrderRecord> order(String restaurant, String id, long version, OrderEvent event) {
        String eventId = DerivedId.of(restaurant, id, version);
        Envelope envelope = Envelope.of(Topics.ORDERS_EVENTS, restaurant, eventId);
        return delivery(Topics.ORDERS_EVENTS, restaurant, new OrderRecord(envelope, id, version, "call", event));
    }

    private List<Delivery<TopicRecord>> calls(int turn) {
        List<Delivery<TopicRecord>> batch = new ArrayList<>();
        for (int n = turn * AT_ONCE / 4; n < (turn + 1) * AT_ONCE / 4; n++) {
            String restaurant = restaurant(n);
            batch.add(call(
                    restaurant,
                    "new" + n,
                    new CallStarted(AudioSource.PHONE, "+33611223344", "100", null, null, 0, "en")));
            batch.add(said(restaurant, "new" + n));
            batch.add(call(restaurant, "new" + n, new CallEnded(EndReason.CALLER_HUNG_UP, 1000)));
            batch.add(said(restaurant, "c" + thing(n)));
        }
        return batch;
    }

    private Delivery<TopicRecord> call(String restaurant, String id, CallEvent event) {
        Envelope envelope = Envelope.unique(Topics.CALLS_EVENTS, restaurant);
        return delivery(Topics.CALLS_EVENTS, id, new CallRecord(envelope, id, event));
    }

    private Delivery<TopicRecord> said(String restaurant, String id) {
        Envelope envelope = Envelope.unique(Topics.SPEECH_TRANSCRIPTS, restaurant);
        FinalTranscript words = new FinalTranscript("two burgers please", List.of(), 0.9, "test", "en", 0, 1, 0);
        return delivery(Topics.SPEECH_TRANSCRIPTS, id, new SpeechRecord(envelope, id, envelope.eventId(), words));
    }

    private <V extends TopicRecord, W extends V> Delivery<V> delivery(Topic<? extends V> topic, String key, W record) {
        Position position = new Position(topic.name(), 0, offset++);
        return new Delivery<>(key, record, position, Instant.now(), Trace.start(), () -> {});
    }

    private static String restaurant(int n) {
        return Caller.RESTAURANTS.get(n % Caller.RESTAURANTS.size());
    }

    private int thing(int n) {
        List<Integer> these = Objects.requireNonNull(things.get(restaurant(n)));
        return these.get(n / 3 % these.size());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
