package dev.sotto.local.operate;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Shadow;
import dev.sotto.pipeline.PastCalls;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.speech.SpeechRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where calls that were taken through the stages again leave their traces, beside the live topics. */
final class RerunShadows {

    private final @Nullable Shadow<SpeechRecord> heard;
    private final Shadow<OrderRecord> orders;
    private final Map<String, Integer> written = new LinkedHashMap<>();

    RerunShadows(LogSettings settings, EventLog log, String name, boolean heardAnew) {
        this.heard = heardAnew ? new Shadow<>(settings, log, Topics.SPEECH_TRANSCRIPTS, name) : null;
        this.orders = new Shadow<>(settings, log, Topics.ORDERS_EVENTS, name);
    }

    void put(PastCalls.Outcome outcome) {
        if (heard != null) {
            written.merge(heard.name(), heard.put(outcome.heard(), SpeechRecord::callId), Integer::sum);
        }
        outcome.calls()
                .forEach(call -> written.merge(
                        orders.name(),
                        orders.put(call.now(), one -> one.envelope().restaurantId()),
                        Integer::sum));
    }

    /** How many records were written, by topic. */
    Map<String, Integer> written() {
        return written;
    }
}
