package dev.sotto.schemas;

import java.nio.ByteBuffer;

/** A record that could not be processed, with where it came from and why. Written to <topic>.dlq under its original key. */
public record DeadLetter(
        Envelope envelope,
        String originalTopic,
        int originalPartition,
        long originalOffset,
        String group,
        String reason,
        String stack,
        ByteBuffer value)
        implements TopicRecord {}
