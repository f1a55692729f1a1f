package dev.sotto.orders.ledger;

import dev.sotto.orders.receipt.Receipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** A row of receipts, without its number. */
record ReceiptRow(
        String restaurantId,
        String orderId,
        int nth,
        Receipt.Kind kind,
        @Nullable Integer refersTo,
        long position,
        Instant issuedAt,
        Receipt.@Nullable Cause cause,
        @Nullable String reason,
        @Nullable String by,
        String currency,
        long totalMinor,
        String lines,
        String taxes) {

    static ReceiptRow of(Receipt receipt, ObjectMapper json) {
        return new ReceiptRow(
                receipt.order().restaurantId(),
                receipt.order().orderId(),
                receipt.nth(),
                receipt.kind(),
                receipt.refersTo(),
                receipt.position(),
                receipt.issuedAt(),
                receipt.cause(),
                receipt.reason(),
                receipt.by(),
                receipt.currency(),
                receipt.totalMinor(),
                json.writeValueAsString(receipt.lines()),
                json.writeValueAsString(receipt.taxes()));
    }

    /** As COPY takes it. */
    @Nullable
    Object[] columns() {
        return new @Nullable Object[] {
            restaurantId,
            orderId,
            nth,
            kind,
            refersTo,
            position,
            issuedAt,
            cause,
            reason,
            by,
            currency,
            totalMinor,
            lines,
            taxes
        };
    }
}
