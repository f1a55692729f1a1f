package dev.sotto.log.passage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of one topic: what was appended in a span of time, of one restaurant or under one key.
 *
 * @param since when it begins, inclusive; null for the oldest record there is
 * @param before when it ends, exclusive; null for what is there when the reading begins
 * @param restaurantId the only tenant it holds; null for all
 * @param key the only key it holds, a call's id for call topics; null for all
 */
public record Passage(
        String topic,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable String restaurantId,
        @Nullable String key) {

    /** The whole topic. */
    public static Passage of(String topic) {
        return new Passage(topic, null, null, null, null);
    }

    /** The same time, tenant and key of another topic. */
    public Passage in(String other) {
        return new Passage(other, since, before, restaurantId, key);
    }

    /** Whether a record of its time is part of it. */
    public boolean holds(LogEntry entry) {
        return (restaurantId == null || restaurantId.equals(entry.restaurantId()))
                && (key == null || key.equals(entry.key()));
    }

    /** What tells one passage from another, in the words an operator chose it with. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(topic));
        word(words, "since", since);
        word(words, "before", before);
        word(words, "restaurant", restaurantId);
        word(words, "key", key);
        return String.join(" ", words);
    }

    private static void word(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + "=" + value);
        }
    }
}
