package dev.sotto.schemas.order;

import dev.sotto.schemas.audio.AudioSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest said yes to the recap. */
public record OrderPlaced(
        AudioSource channel,
        @Nullable String tableNumber,
        @Nullable String customerPhone,
        @Nullable String customerName,
        String language,
        List<OrderLine> lines,
        long totalMinor,
        String currency,
        @Nullable String service,
        @Nullable Instant wantedAt,
        @Nullable String address)
        implements OrderEvent {
    public OrderPlaced {
        lines = List.copyOf(lines);
    }

    /** Of a guest who told nothing about how and when he gets it. */
    public OrderPlaced(
            AudioSource channel,
            @Nullable String tableNumber,
            @Nullable String customerPhone,
            @Nullable String customerName,
            String language,
            List<OrderLine> lines,
            long totalMinor,
            String currency) {
        this(
                channel,
                tableNumber,
                customerPhone,
                customerName,
                language,
                lines,
                totalMinor,
                currency,
                null,
                null,
                null);
    }
}
