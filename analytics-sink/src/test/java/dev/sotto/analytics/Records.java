package dev.sotto.analytics;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.ai.AiOutcome;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.RemovedIngredient;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Records as the other services write them. */
final class Records {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Records() {}

    /** An order of so many lines, each two burgers at 9.50. */
    static OrderRecord placed(String restaurant, String orderId, int lines) {
        return order(
                restaurant,
                orderId,
                1,
                new OrderPlaced(
                        AudioSource.PHONE,
                        null,
                        "+33612345678",
                        "Mme Durand",
                        "fr",
                        IntStream.range(0, lines).mapToObj(Records::line).toList(),
                        1900L * lines,
                        "EUR"));
    }

    static OrderRecord order(String restaurant, String orderId, long version, OrderEvent event) {
        return order(restaurant, orderId, version, event, NOON);
    }

    static OrderRecord order(String restaurant, String orderId, long version, OrderEvent event, Instant at) {
        return new OrderRecord(
                new Envelope(Topics.ORDERS_EVENTS.name(), restaurant, orderId + "-" + version, at),
                orderId,
                version,
                "call-of-" + orderId,
                event);
    }

    static SpeechRecord speech(String restaurant, String callId, int utterance, SpeechEvent event) {
        String id = callId + "-" + utterance;
        return new SpeechRecord(
                new Envelope(Topics.SPEECH_TRANSCRIPTS.name(), restaurant, id, NOON), callId, id, event);
    }

    static CallRecord call(String restaurant, String callId, CallEvent event) {
        String id = callId + "-" + event.getClass().getSimpleName();
        return new CallRecord(new Envelope(Topics.CALLS_EVENTS.name(), restaurant, id, NOON), callId, event);
    }

    /** A question to a model that took 120 millionths of a euro. */
    static AiUsage asked(String restaurant, String callId) {
        return new AiUsage(
                new Envelope(Topics.AI_USAGE.name(), restaurant, callId + "-asked", NOON),
                callId,
                "small",
                "any",
                AiOutcome.ACCEPTED,
                null,
                1,
                900,
                40,
                false,
                120,
                150L,
                400);
    }

    static OrderLine line(int number) {
        return new OrderLine(
                "l" + number,
                "burger",
                "Burger",
                "grill",
                2,
                950,
                1900,
                List.of(new ChosenOption("size", "Size", "large", "Large", 100)),
                List.of(new Extra("bacon", "Bacon", "normal", 150)),
                List.of(new RemovedIngredient("onion", "Onion")),
                "well done");
    }
}
