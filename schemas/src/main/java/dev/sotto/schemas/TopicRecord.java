package dev.sotto.schemas;

/** A value that stands in a topic and says in its {@link Envelope} to which topic and tenant it belongs. */
public interface TopicRecord {
    Envelope envelope();

    /** What happened, for the CloudEvents {@code type}: the name of the event, not of the record around it. */
    default String eventType() {
        return getClass().getSimpleName();
    }

    /**
     * Whether so many of these are written that each carries only the headers nobody can do without; the rest is said
     * by its topic, its key and its envelope.
     */
    default boolean terse() {
        return false;
    }
}
