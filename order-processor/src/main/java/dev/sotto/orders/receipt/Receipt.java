package dev.sotto.orders.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One paper of an order, still without its number.
 *
 * @param nth counts the papers of the order from 1
 * @param refersTo the receipt a credit note takes back, by its nth
 * @param position the restaurant's event that it follows from
 * @param reason why money was given back, in the restaurant's own words; null where it was not
 * @param by who gave money back; null where nobody did
 * @param totalMinor in minor units, never negative: the kind tells the direction
 */
public record Receipt(
        OrderKey order,
        int nth,
        Kind kind,
        @Nullable Integer refersTo,
        long position,
        Instant issuedAt,
        @Nullable Cause cause,
        @Nullable String reason,
        @Nullable String by,
        String currency,
        long totalMinor,
        List<Line> lines,
        List<Tax> taxes) {

    public Receipt {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }

    /** What the paper is; each kind is numbered by itself. */
    public enum Kind {
        RECEIPT,
        CREDIT_NOTE
    }

    /** Why a receipt is taken back. */
    public enum Cause {
        REFUND,
        CANCELLATION,
        /** The order was changed, and a new receipt tells it as it is now. */
        AMENDMENT
    }

    /**
     * A line as it is printed.
     *
     * @param quantity null where only money of it was given back
     * @param details what was chosen and added
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String lineId,
            String name,
            List<String> details,
            @Nullable Integer quantity,
            long unitPriceMinor,
            long totalMinor,
            @Nullable Integer taxBasisPoints) {

        public Line {
            details = List.copyOf(details);
        }

        static Line of(OrderLine line) {
            List<String> details = Stream.concat(
                            line.options().stream().map(ChosenOption::valueName),
                            line.added().stream().map(extra -> "+ " + extra.name()))
                    .toList();
            return new Line(
                    line.lineId(),
                    line.name(),
                    details,
                    line.quantity(),
                    line.unitPriceMinor(),
                    line.totalMinor(),
                    line.taxBasisPoints());
        }

        /** So much of it taken back: whole pieces where it makes some. */
        Line less(long amountMinor) {
            boolean pieces = unitPriceMinor > 0 && amountMinor % unitPriceMinor == 0 && quantity != null;
            long count = pieces ? amountMinor / unitPriceMinor : 0;
            Integer whole = pieces && quantity != null && count <= quantity ? Integer.valueOf((int) count) : null;
            return new Line(lineId, name, details, whole, unitPriceMinor, amountMinor, taxBasisPoints);
        }
    }
}
