package dev.sotto.orders.erasure;

import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a topic still holds of somebody: records leave a topic by its age, not one by one.
 *
 * @param until when its last byte is gone at the latest; null for never by itself
 */
record Remainder(String topic, String holds, @Nullable Instant until) {

    static List<Remainder> of(Instant asked) {
        return Stream.of(
                        new Held(Topics.VOICE_REPLIES, "what he was told"),
                        new Held(Topics.AUDIO_FRAMES, "his voice"),
                        new Held(Topics.DIALOGUE_STATE, "his conversation"),
                        new Held(Topics.CALLS_EVENTS, "his number"),
                        new Held(Topics.SPEECH_TRANSCRIPTS, "his words"),
                        new Held(Topics.ORDERS_EVENTS, "his name, number, address and notes"))
                .map(held -> new Remainder(held.topic().name(), held.what(), TopicPlan.goneBy(held.topic(), asked)))
                .toList();
    }

    private record Held(Topic<?> topic, String what) {}
}
