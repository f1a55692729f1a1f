package dev.sotto.schemas.order;

import org.jspecify.annotations.Nullable;

/**
 * A guest complained about an earlier order.
 *
 * @param priority 0 (most urgent) to 3
 * @param withinTerms whether it was made in time by the restaurant's terms
 * @param evidence whether the guest was told that he gets a link to send pictures
 * @param resolution what was promised: redo, refund, callback or escalate; null where nothing was
 */
public record ClaimOpened(
        @Nullable String aboutOrderId,
        String category,
        int priority,
        String description,
        String tone,
        boolean withinTerms,
        @Nullable String resolution,
        @Nullable String phone,
        boolean evidence)
        implements OrderEvent {

    /** Of which no pictures are asked for. */
    public ClaimOpened(
            @Nullable String aboutOrderId,
            String category,
            int priority,
            String description,
            String tone,
            boolean withinTerms,
            @Nullable String resolution,
            @Nullable String phone) {
        this(aboutOrderId, category, priority, description, tone, withinTerms, resolution, phone, false);
    }
}
