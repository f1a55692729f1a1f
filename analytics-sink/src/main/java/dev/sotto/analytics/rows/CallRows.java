package dev.sotto.analytics.rows;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed.NewRow;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallResumed;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.DtmfPressed;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.call.MediaQuality;
import dev.sotto.schemas.call.MediaStalled;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.call.PlaybackStarted;
import dev.sotto.schemas.call.TransferFailed;
import java.util.List;
import java.util.Locale;

/** What happened to a call, without the numbers that called or were called. Heartbeats are the nodes', not a call's. */
final class CallRows {

    private CallRows() {}

    static List<Row> of(CallRecord call, NewRow row) {
        return switch (call.event()) {
            case CallStarted started ->
                List.of(begin(call, row, "started")
                        .with("source", lower(started.source()))
                        .with("table_number", started.tableNumber())
                        .with("language", started.language()));
            case CallAnswered answered -> List.of(begin(call, row, "answered").with("codec", answered.codec()));
            case CallHeld _ -> List.of(begin(call, row, "held"));
            case CallResumed _ -> List.of(begin(call, row, "resumed"));
            case CallTransferred _ -> List.of(begin(call, row, "transferred"));
            case PlaybackStarted played ->
                List.of(begin(call, row, "playback_started").with("reply_id", played.replyId()));
            case PlaybackFinished played ->
                List.of(begin(call, row, "playback_finished")
                        .with("reply_id", played.replyId())
                        .with("played_millis", played.playedMillis())
                        .with("interrupted", played.interrupted()));
            case MediaQuality quality ->
                List.of(begin(call, row, "media_quality")
                        .with("packets_received", quality.packetsReceived())
                        .with("packets_lost", quality.packetsLost())
                        .with("jitter_millis", quality.jitterMillis()));
            case CallEnded ended ->
                List.of(begin(call, row, "ended")
                        .with("end_reason", lower(ended.reason()))
                        .with("duration_millis", ended.durationMillis()));
            case TransferFailed _ -> List.of(begin(call, row, "transfer_failed"));
            // What he typed is not kept: it may be the number of a card.
            case DtmfPressed _ -> List.of(begin(call, row, "key_pressed"));
            case MediaStalled _ -> List.of(begin(call, row, "media_stalled"));
            case GatewayHeartbeat _ -> List.of();
        };
    }

    private static Row begin(CallRecord call, NewRow row, String event) {
        return row.begin().with("call_id", call.callId()).with("event", event);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
