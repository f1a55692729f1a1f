package dev.sotto.log;

import static dev.sotto.schemas.Topic.Cleanup.COMPACT;
import static dev.sotto.schemas.Topic.Cleanup.DELETE;

import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.schemas.gateway.GatewayStatus;
import dev.sotto.schemas.operation.OperatorAction;
import dev.sotto.schemas.operation.ReplayRecord;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.room.Announcement;
import dev.sotto.schemas.room.PipelineRoom;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Duration;
import java.util.List;

/** Every topic of Sotto, in the order the voice walks through them. */
public final class Topics {

    /** Call topics are as wide as each other, so that one worker owns a call in all of them. */
    private static final int CALLS_WIDE = 64;

    private static final int ORDERS_WIDE = 32;

    public static final Topic<AudioFrames> AUDIO_FRAMES =
            new Topic<>("audio.frames", AudioFrames.class, "callId", CALLS_WIDE, Duration.ofHours(24), DELETE);
    public static final Topic<CallRecord> CALLS_EVENTS =
            new Topic<>("calls.events", CallRecord.class, "callId", CALLS_WIDE, Duration.ofDays(30), DELETE);
    public static final Topic<SpeechRecord> SPEECH_TRANSCRIPTS =
            new Topic<>("speech.transcripts", SpeechRecord.class, "callId", CALLS_WIDE, Duration.ofDays(30), DELETE);
    public static final Topic<DialogueState> DIALOGUE_STATE =
            new Topic<>("dialogue.state", DialogueState.class, "callId", CALLS_WIDE, null, COMPACT);
    /** Partitioned by the gateway node that holds the call, not by the key. */
    public static final Topic<ReplyRecord> VOICE_REPLIES =
            new Topic<>("voice.replies", ReplyRecord.class, "callId", CALLS_WIDE, Duration.ofHours(1), DELETE);

    /** As wide as the frames, so that a position and its frames share a partition's number. */
    public static final Topic<EarpiecePosition> EARPIECE_SESSIONS =
            new Topic<>("earpiece.sessions", EarpiecePosition.class, "callId", CALLS_WIDE, null, COMPACT);

    public static final Topic<OrderRecord> ORDERS_EVENTS =
            new Topic<>("orders.events", OrderRecord.class, "restaurantId", ORDERS_WIDE, null, DELETE);
    public static final Topic<RestaurantConfig> RESTAURANTS_CONFIG =
            new Topic<>("restaurants.config", RestaurantConfig.class, "restaurantId", ORDERS_WIDE, null, COMPACT);
    /** Read by every gateway; as narrow as it is small. */
    public static final Topic<PipelineRoom> PIPELINE_ROOM =
            new Topic<>("pipeline.room", PipelineRoom.class, "workerId", 1, Duration.ofHours(1), DELETE);

    public static final Topic<Announcement> VOICE_ANNOUNCEMENTS =
            new Topic<>("voice.announcements", Announcement.class, "occasion", 1, null, COMPACT);
    public static final Topic<Revocation> SECURITY_REVOCATIONS =
            new Topic<>("security.revocations", Revocation.class, "subjectId", 1, null, COMPACT);

    /** Every worker folds its limits and budgets from it; some hundred records a second at most. */
    public static final Topic<AiUsage> AI_USAGE =
            new Topic<>("ai.usage", AiUsage.class, "restaurantId", 1, Duration.ofDays(400), DELETE);

    /** Every node's own word for how it is; some hundred nodes at most. */
    public static final Topic<GatewayStatus> GATEWAY_STATUS =
            new Topic<>("gateway.status", GatewayStatus.class, "nodeId", 1, null, COMPACT);

    /** What operators did, and to what; small, and never thrown away. */
    public static final Topic<OperatorAction> OPERATORS_ACTIONS =
            new Topic<>("operators.actions", OperatorAction.class, "subject", 1, null, DELETE);

    /** Which passages are to be copied, and how far that is; a handful of keys, told anew each second while it goes on. */
    public static final Topic<ReplayRecord> OPERATORS_REPLAYS =
            new Topic<>("operators.replays", ReplayRecord.class, "replayId", 1, null, COMPACT);

    /** Who is to be forgotten; a few records a year, read whole by whoever writes down what the log says. */
    public static final Topic<ErasureRecord> PRIVACY_ERASURES =
            new Topic<>("privacy.erasures", ErasureRecord.class, "erasureId", 1, null, COMPACT);

    public static final List<Topic<? extends TopicRecord>> ALL = List.of(
            AUDIO_FRAMES,
            CALLS_EVENTS,
            SPEECH_TRANSCRIPTS,
            DIALOGUE_STATE,
            VOICE_REPLIES,
            EARPIECE_SESSIONS,
            ORDERS_EVENTS,
            RESTAURANTS_CONFIG,
            PIPELINE_ROOM,
            VOICE_ANNOUNCEMENTS,
            SECURITY_REVOCATIONS,
            AI_USAGE,
            OPERATORS_ACTIONS,
            OPERATORS_REPLAYS,
            PRIVACY_ERASURES,
            GATEWAY_STATUS);

    private Topics() {}

    /**
     * The topic of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Topic<? extends TopicRecord> named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no topic " + name));
    }
}
