package dev.sotto.local.operate;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.Passages;
import dev.sotto.log.passage.Walk;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What calls of the past are held against: the restaurants, what became of orders, and what was heard. */
record PastRecords(LogSettings log) {

    /** Every restaurant as it is published now, by its id. */
    Map<String, RestaurantConfig> restaurants() {
        Map<String, RestaurantConfig> restaurants = new HashMap<>();
        try (Walk<RestaurantConfig> walk = new Walk<>(log, Topics.RESTAURANTS_CONFIG)) {
            walk.on((records, read, toRead) -> {
                for (Delivery<RestaurantConfig> one : records) {
                    RestaurantConfig config = one.value();
                    if (config == null) {
                        restaurants.remove(one.key());
                    } else {
                        restaurants.put(one.key(), config);
                    }
                }
            });
        }
        return restaurants;
    }

    /** What became of orders up to the end of the span, all of them: a caller may speak about one placed before it. */
    List<OrderRecord> orders(Passage calls) {
        List<OrderRecord> orders = new ArrayList<>();
        Passage passage = new Passage(Topics.ORDERS_EVENTS.name(), null, calls.before(), calls.restaurantId(), null);
        read(passage, delivery -> delivery.value() instanceof OrderRecord order ? order : null, orders::add);
        return orders;
    }

    /** The words of each turn of each call, by the call's id and the utterance's. */
    Map<String, Map<String, String>> words(Passage transcripts) {
        Map<String, Map<String, String>> words = new HashMap<>();
        read(
                transcripts,
                delivery -> delivery.value() instanceof SpeechRecord speech ? speech : null,
                speech -> addTo(words, speech));
        return words;
    }

    /** A turn's words are those heard last of it; what was not understood is told as such. */
    static void addTo(Map<String, Map<String, String>> words, SpeechRecord speech) {
        String said = switch (speech.event()) {
            case FinalTranscript heard -> heard.text();
            case UnclearSpeech unclear -> "(not understood: " + unclear.reason() + ")";
            default -> null;
        };
        if (said != null) {
            words.computeIfAbsent(speech.callId(), any -> new LinkedHashMap<>()).put(speech.utteranceId(), said);
        }
    }

    private <T> void read(Passage passage, Function<Delivery<TopicRecord>, @Nullable T> keep, Consumer<T> each) {
        try (Passages passages = new Passages(log, List.of(passage))) {
            passages.read(keep, each, Passages.ALL);
        }
    }
}
