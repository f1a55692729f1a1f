package dev.sotto.schemas;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the log: what stands in it, under which key, how wide it is and how long it lasts.
 *
 * @param key what the key is; records of one key are in order
 * @param partitions the width in production; caps how many workers of a group can share the topic
 * @param retention how long records last; null when for ever
 */
public record Topic<V extends TopicRecord>(
        String name,
        Class<V> type,
        String key,
        int partitions,
        @Nullable Duration retention,
        Cleanup cleanup) {

    /** What the broker does with records that are old. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** The topic that takes what could not be processed here; as wide, kept 30 days. */
    public Topic<DeadLetter> deadLetters() {
        return new Topic<>(name + ".dlq", DeadLetter.class, key, partitions, Duration.ofDays(30), Cleanup.DELETE);
    }
}
