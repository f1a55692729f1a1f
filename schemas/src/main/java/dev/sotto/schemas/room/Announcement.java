package dev.sotto.schemas.room;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import java.nio.ByteBuffer;

/** A sentence made before it is needed, which a gateway says by itself when no pipeline can. */
public record Announcement(
        Envelope envelope, Occasion occasion, String language, String text, int sampleRateHz, ByteBuffer audio)
        implements TopicRecord {

    /** The key under which the sentence for an occasion stands in a language. */
    public static String key(Occasion occasion, String language) {
        return occasion.name() + "/" + language;
    }
}
