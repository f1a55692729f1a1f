package dev.sotto.log;

import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import java.util.List;

/**
 * Which topics a consumer group shares out among its workers. Topics of equal width are shared out alike: one worker
 * owns a key in all of them.
 */
public record Subscription<V extends TopicRecord>(String group, List<Topic<? extends V>> topics) {

    public Subscription {
        topics = List.copyOf(topics);
    }

    public static <V extends TopicRecord> Subscription<V> of(String group, Topic<V> topic) {
        return new Subscription<>(group, List.of(topic));
    }

    public static <V extends TopicRecord> Subscription<V> of(
            String group, Topic<? extends V> first, Topic<? extends V> second) {
        return new Subscription<>(group, List.of(first, second));
    }
}
