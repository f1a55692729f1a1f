package dev.sotto.orders.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the kitchen said of an order, beside the order itself.
 *
 * @param rushed true while it goes before all others
 * @param seen the stations that know of its cancellation; the empty name is a screen of the whole kitchen
 * @param lines by line id; a line nobody spoke of is missing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KitchenMarks(boolean rushed, Set<String> seen, Map<String, LineMark> lines) {

    public KitchenMarks {
        // Sorted, so that the same events are written down as the same words.
        seen = Collections.unmodifiableSortedSet(new TreeSet<>(seen));
        lines = Map.copyOf(lines);
    }

    /** True when the kitchen has said nothing. */
    @JsonIgnore
    public boolean isEmpty() {
        return !rushed && seen.isEmpty() && lines.isEmpty();
    }

    LineMark of(String lineId) {
        return lines.getOrDefault(lineId, LineMark.NONE);
    }
}
