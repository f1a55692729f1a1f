package dev.sotto.schemas.order;

import dev.sotto.schemas.audio.AudioSource;
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
        String currency)
        implements OrderEvent {
    public OrderPlaced {
        lines = List.copyOf(lines);
    }
}
