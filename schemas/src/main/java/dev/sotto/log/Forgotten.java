package dev.sotto.log;

import dev.sotto.schemas.erasure.ErasureAsked;
import dev.sotto.schemas.erasure.ErasureDone;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.schemas.order.OrderRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whose words may not be written down again. The log keeps what cannot be taken out of it, and is read again after every
 * restart, replay and rebuild; whoever writes it down asks here first. Memory: the calls and orders ever erased.
 */
public final class Forgotten {

    private final Set<String> calls = ConcurrentHashMap.newKeySet();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();

    /** As the table of {@link Topics#PRIVACY_ERASURES} says, now and later. */
    private static Forgotten by(StateTable<ErasureRecord> table) {
        Forgotten forgotten = new Forgotten();
        table.onChange(key -> {
            ErasureRecord record = table.get(key);
            if (record != null) {
                forgotten.learn(record);
            }
        });
        // What was read before we listened.
        table.values().forEach(forgotten::learn);
        return forgotten;
    }

    /**
     * The same for a process that is about to read other topics, one however often it begins again: completes when
     * everything asked so far is known.
     */
    public static Mono<Forgotten> known(StateTable<ErasureRecord> table) {
        return Mono.fromCallable(() -> by(table))
                .cache()
                .flatMap(forgotten -> table.caughtUp().thenReturn(forgotten));
    }

    public void learn(ErasureRecord record) {
        switch (record.event()) {
            case ErasureAsked asked -> {
                calls.addAll(asked.calls());
                orders.addAll(asked.orders());
            }
            case ErasureDone _ -> {}
        }
    }

    public boolean call(@Nullable String callId) {
        return callId != null && calls.contains(callId);
    }

    public boolean order(@Nullable String orderId, @Nullable String callId) {
        return call(callId) || (orderId != null && orders.contains(orderId));
    }

    /** The record as it may be written down. */
    public Delivery<OrderRecord> in(Delivery<OrderRecord> delivery) {
        OrderRecord order = delivery.value();
        return order != null && order(order.orderId(), order.callId()) ? delivery.with(order.withoutGuest()) : delivery;
    }
}
