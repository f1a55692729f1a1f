package dev.sotto.orders.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sotto.orders.order.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as it now is, for a screen or a program to read.
 *
 * @param number what people call it, counted per restaurant
 * @param position the restaurant's event that changed it last; grows with every change
 * @param phone the guest's number, for those who may see it
 * @param phoneEnding its last two digits, for those who may not
 * @param service pickup, delivery or dine_in; null where nobody said and no table says it
 * @param wantedAt when the guest wants it; null for as soon as it is made
 * @param refundedMinor what of the total was given back; null for nothing
 * @param lines a JSON array, as the database made it
 * @param marks what the kitchen said of it, a JSON object: rushed, seen, lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ticket(
        String restaurantId,
        String orderId,
        long number,
        long position,
        long version,
        TicketStatus status,
        @Nullable String statusReason,
        String channel,
        @Nullable String table,
        @Nullable String phone,
        @Nullable String phoneEnding,
        @Nullable String customerName,
        @Nullable String service,
        @Nullable Instant wantedAt,
        @Nullable String address,
        String language,
        Instant placedAt,
        Instant changedAt,
        long totalMinor,
        String currency,
        @Nullable Long refundedMinor,
        @JsonRawValue String lines,
        @JsonRawValue String marks) {

    public Ticket withoutPhone() {
        return new Ticket(
                restaurantId,
                orderId,
                number,
                position,
                version,
                status,
                statusReason,
                channel,
                table,
                null,
                phoneEnding,
                customerName,
                service,
                wantedAt,
                address,
                language,
                placedAt,
                changedAt,
                totalMinor,
                currency,
                refundedMinor,
                lines,
                marks);
    }

    /** What everybody in the room may read of it: its number and how far it is. */
    public Ticket withoutGuest() {
        return new Ticket(
                restaurantId,
                orderId,
                number,
                position,
                version,
                status,
                null,
                channel,
                table,
                null,
                null,
                null,
                service,
                wantedAt,
                null,
                language,
                placedAt,
                changedAt,
                0,
                currency,
                null,
                "[]",
                "{}");
    }
}
