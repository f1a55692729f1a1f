package dev.sotto.schemas.dialogue;

import dev.sotto.schemas.order.OrderLine;
import java.util.List;

/** The recap was read; only an explicit yes places exactly these lines. */
public record Confirming(List<OrderLine> lines, long totalMinor, String currency) implements DialoguePhase {

    public Confirming {
        lines = List.copyOf(lines);
    }
}
