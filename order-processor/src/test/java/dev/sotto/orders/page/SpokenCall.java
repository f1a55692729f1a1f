package dev.sotto.orders.page;

import dev.sotto.log.Topics;
import dev.sotto.orders.RunningOrders;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;

/** The one call of a restaurant, as gateways and speech stages tell it to the log. */
record SpokenCall(RunningOrders orders, String restaurantId) {

    void happens(CallEvent event) {
        Envelope envelope = Envelope.unique(Topics.CALLS_EVENTS, restaurantId);
        orders.append(Topics.CALLS_EVENTS, callId(), new CallRecord(envelope, callId(), event));
    }

    void hears(String utterance, SpeechEvent event) {
        Envelope envelope = Envelope.unique(Topics.SPEECH_TRANSCRIPTS, restaurantId);
        orders.append(Topics.SPEECH_TRANSCRIPTS, callId(), new SpeechRecord(envelope, callId(), utterance, event));
    }

    private String callId() {
        return restaurantId + "-call";
    }
}
