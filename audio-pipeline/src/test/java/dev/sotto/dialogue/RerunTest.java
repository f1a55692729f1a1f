package dev.sotto.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Rerun.Led;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerunTest {

    private static final String RESTAURANT = "harbour-grill";
    private static final Instant EVENING = Instant.parse("2026-11-20T19:00:00Z");

    private long offset;

    @Test
    void aCallLedAgainEndsAsItDidAndUnderTheSameIds() {
        Led first = order(rerun(Menus.english(), List.of()), "c", EVENING);

        Led again = order(rerun(Menus.english(), first.now()), "c", EVENING);

        assertThat(first.now()).extracting(OrderRecord::event).hasAtLeastOneElementOfType(OrderPlaced.class);
        assertThat(again.then()).isEqualTo(first.now());
        assertThat(again.now()).isEqualTo(first.now());
        assertThat(again.began()).isEqualTo(EVENING);
    }

    @Test
    void aCallOfWhichTheBeginningIsMissingIsNotLed() {
        Rerun rerun = rerun(Menus.english(), List.of());

        rerun.hear(said("c", "a coffee", EVENING));

        assertThat(rerun.over()).isEmpty();
    }

    @Test
    void whatTheCallLedToThenIsNotKnownToItNow() {
        Led first = order(rerun(Menus.english(), List.of()), "c", EVENING);
        OrderRecord placed = first.now().getFirst();
        OrderRecord amended =
                new OrderRecord(placed.envelope(), placed.orderId(), 2, "c", new OrderAmended(List.of(), 0));

        Led again = order(rerun(Menus.english(), List.of(placed, amended)), "c", EVENING);

        assertThat(again.then()).containsExactly(placed, amended);
        assertThat(again.now()).isEqualTo(first.now());
    }

    @Test
    void afterOneSpanTheNextBeginsWithNothing() {
        Rerun rerun = rerun(Menus.english(), List.of());
        Led first = order(rerun, "c", EVENING);

        Led second = order(rerun, "c", EVENING);

        assertThat(second.now()).isEqualTo(first.now());
    }

    private static Rerun rerun(RestaurantConfig menu, List<OrderRecord> happened) {
        return new Rerun(id -> id.equals(RESTAURANT) ? menu : null, happened);
    }

    private Led order(Rerun rerun, String call, Instant at) {
        offset = 0;
        rerun.hear(began(call, at));
        rerun.hear(said(call, "a coffee please", at.plusSeconds(5)));
        rerun.hear(said(call, "that's all", at.plusSeconds(10)));
        rerun.hear(said(call, "yes", at.plusSeconds(15)));
        List<Led> led = rerun.over();
        assertThat(led).hasSize(1);
        return led.getFirst();
    }

    private Delivery<TopicRecord> began(String call, Instant at) {
        CallStarted started = new CallStarted(AudioSource.EARPIECE, null, null, "4", null, 0, null);
        return delivery(
                call,
                "calls.events",
                new CallRecord(new Envelope("calls.events", RESTAURANT, call + "-began", at), call, started),
                at);
    }

    private Delivery<TopicRecord> said(String call, String words, Instant at) {
        FinalTranscript heard = new FinalTranscript(words, List.of(), 1, "test", "en", 0, 1, 0);
        String id = call + "-" + words;
        return delivery(
                call,
                "speech.transcripts",
                new SpeechRecord(new Envelope("speech.transcripts", RESTAURANT, id, at), call, id, heard),
                at);
    }

    private Delivery<TopicRecord> delivery(String call, String topic, TopicRecord record, Instant at) {
        return new Delivery<>(call, record, new Position(topic, 0, offset++), at, Trace.start(), () -> {});
    }
}
