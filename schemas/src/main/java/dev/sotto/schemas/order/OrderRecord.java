package dev.sotto.schemas.order;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import org.jspecify.annotations.Nullable;

/** Something that happened to an order, a booking or a claim: the source of truth. Key: restaurantId. */
public record OrderRecord(
        Envelope envelope,
        String orderId,
        long version,
        @Nullable String callId,
        OrderEvent event) implements TopicRecord {
    @Override
    public String eventType() {
        return event.getClass().getSimpleName();
    }

    /** The same record with nothing of the guest in it. */
    public OrderRecord withoutGuest() {
        return new OrderRecord(envelope, orderId, version, callId, event.withoutGuest());
    }
}
