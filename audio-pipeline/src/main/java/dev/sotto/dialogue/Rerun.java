package dev.sotto.dialogue;

import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.log.Delivery;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMarked;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leads calls of the past again, with the dialogue and the menus of now, and tells what follows beside what followed
 * then. The callers say what they said, also where they would now be asked something else; other people's language models
 * are not asked; nothing is written and nobody hears anything.
 */
public final class Rerun {

    private final PlacedOrders placed = new PlacedOrders();
    private final Conversations conversations;
    private final List<OrderRecord> happened;
    private final Map<String, DialogueState> states = new LinkedHashMap<>();
    private final Map<String, Instant> began = new LinkedHashMap<>();
    private final Map<String, List<OrderRecord>> now = new LinkedHashMap<>();
    private int known;

    /**
     * @param restaurants the restaurant of an id as it is now; null where there is none
     * @param happened what really became of orders, before the first of the calls and during them
     */
    public Rerun(Function<String, @Nullable RestaurantConfig> restaurants, List<OrderRecord> happened) {
        this.conversations = new Conversations(restaurants, placed);
        this.happened = happened.stream()
                .sorted(Comparator.comparing(event -> event.envelope().occurredAt()))
                .toList();
    }

    /**
     * A call that was led again.
     *
     * @param then what followed from it in its time, in order
     * @param now what follows from it now, in order, under the ids it would have in the log
     */
    public record Led(
            String callId, String restaurantId, Instant began, List<OrderRecord> then, List<OrderRecord> now) {
        public Led {
            then = List.copyOf(then);
            now = List.copyOf(now);
        }
    }

    /** Hears the next record of {@code calls.events} or {@code speech.transcripts}; in the order of their time. */
    public void hear(Delivery<TopicRecord> delivery) {
        Incoming incoming = Incoming.of(delivery);
        if (incoming == null) {
            return;
        }
        remember(incoming.at());
        if (conversations.next(states.get(incoming.callId()), incoming) instanceof Step.Answer answer) {
            states.put(incoming.callId(), answer.state());
            began.putIfAbsent(incoming.callId(), incoming.at());
            List<OrderRecord> follows = answer.orders(incoming.at());
            follows.forEach(placed::apply);
            now.computeIfAbsent(incoming.callId(), any -> new ArrayList<>()).addAll(follows);
        }
    }

    /** What others did up to a moment; what these calls themselves led to then is not known to them now. */
    private void remember(Instant moment) {
        while (known < happened.size()
                && happened.get(known).envelope().occurredAt().isBefore(moment)) {
            OrderRecord event = happened.get(known++);
            if (!isOfACall(event) || !states.containsKey(String.valueOf(event.callId()))) {
                placed.apply(event);
            }
        }
    }

    /** Where a call's conversation stands; null where it has not begun. */
    public @Nullable DialogueState state(String callId) {
        return states.get(callId);
    }

    /** All calls heard so far are over, and time may begin anew; only calls whose beginning was heard are told. */
    public List<Led> over() {
        Map<String, List<OrderRecord>> then = happened.stream()
                .filter(Rerun::isOfACall)
                .filter(event -> states.containsKey(String.valueOf(event.callId())))
                .collect(Collectors.groupingBy(event -> String.valueOf(event.callId())));
        List<Led> led = states.values().stream()
                .map(state -> new Led(
                        state.callId(),
                        state.envelope().restaurantId(),
                        began.getOrDefault(state.callId(), Instant.EPOCH),
                        then.getOrDefault(state.callId(), List.of()),
                        now.getOrDefault(state.callId(), List.of())))
                .toList();
        states.clear();
        began.clear();
        now.clear();
        placed.forgetAll();
        known = 0;
        return led;
    }

    /** What is agreed to by talking; the rest is done by cooks, waiters and managers on their screens. */
    private static boolean isOfACall(OrderRecord event) {
        return event.callId() != null
                && switch (event.event()) {
                    case OrderPlaced _,
                            OrderAmended _,
                            OrderCancelled _,
                            OrderMovedToTable _,
                            TableBooked _,
                            CallbackAsked _,
                            ClaimOpened _ -> true;
                    case OrderStatusChanged _, TicketMarked _, OrderRefunded _ -> false;
                };
    }
}
