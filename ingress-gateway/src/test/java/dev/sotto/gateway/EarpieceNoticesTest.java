package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.ISSUER;
import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a waiter is told without asking, by the gateway his device happens to be on. */
class EarpieceNoticesTest {

    private static RunningGateway gateway;

    private final String order = UUID.randomUUID().toString();
    private final String table = "T" + order.substring(0, 6);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.shared();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static ScriptedEarpiece device(String id, String restaurant) throws Exception {
        return new ScriptedEarpiece(gateway.httpPort(), "Bearer " + ISSUER.token(id, restaurant));
    }

    private static void awaitText(ScriptedEarpiece device, String... parts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(device.texts())
                        .anySatisfy(text -> assertThat(text).contains(parts)));
    }

    private void append(long version, String callId, OrderEvent event) {
        gateway.append(new OrderRecord(
                Envelope.unique(Topics.ORDERS_EVENTS, "chez-test"),
                order,
                version,
                callId.isEmpty() ? null : callId,
                event));
    }

    private OrderPlaced placed() {
        return new OrderPlaced(AudioSource.EARPIECE, table, null, null, "en", List.of(), 1200, "EUR");
    }

    private static OrderStatusChanged ready() {
        return new OrderStatusChanged(OrderStatus.READY, null, "kitchen");
    }

    @Test
    void theWaiterWhoTookTheOrderHearsThatItsTableIsReadyAndNobodyElse() throws Exception {
        ScriptedEarpiece mine = device("ear-mine", "chez-test");
        ScriptedEarpiece colleague = device("ear-colleague", "chez-test");
        mine.start(UUID.randomUUID().toString(), table);
        awaitText(mine, "started");
        append(1, gateway.callOf(started -> table.equals(started.tableNumber())), placed());
        append(2, "", ready());
        awaitText(mine, "\"kind\":\"ready\"", "\"table\":\"" + table + "\"", "Table " + table + " is ready");
        assertThat(colleague.texts()).isEmpty();
    }

    @Test
    void whereNoDeviceTookTheOrderAllOfTheRestaurantHearAndNoOther() throws Exception {
        ScriptedEarpiece one = device("ear-1", "chez-test");
        ScriptedEarpiece french = device("ear-2", "chez-test");
        ScriptedEarpiece elsewhere = device("ear-1", "elsewhere");
        french.text("{\"type\":\"hello\",\"language\":\"fr\"}");
        awaitText(french, "welcome");
        append(1, "", placed());
        append(2, "", ready());
        awaitText(one, "Table " + table + " is ready");
        awaitText(french, "La table " + table + " est prête");
        assertThat(elsewhere.texts()).isEmpty();
    }

    @Test
    void whoWasInADeadSpotIsToldWhenHeComesBackAndOnce() throws Exception {
        ScriptedEarpiece before = device("ear-3", "chez-test");
        append(1, "", placed());
        append(2, "", ready());
        awaitText(before, table);
        ScriptedEarpiece back = device("ear-4", "chez-test");
        back.text("{\"type\":\"hello\",\"since\":1}");
        awaitText(back, "Table " + table + " is ready");
        ScriptedEarpiece again = device("ear-4", "chez-test");
        again.text("{\"type\":\"hello\",\"since\":" + (System.currentTimeMillis() + 60_000) + "}");
        awaitText(again, "welcome");
        assertThat(again.texts()).noneMatch(text -> text.contains(table));
    }

    @Test
    void aDishThatRunsOutIsToldAndSoIsItsReturn() throws Exception {
        ScriptedEarpiece device = device("ear-5", "chez-test");
        device.text("{\"type\":\"hello\"}");
        awaitText(device, "welcome", "\"restaurant\":\"chez-test\"");
        gateway.append(RunningGateway.restaurant(salmon(false)));
        awaitText(device, "\"kind\":\"soldOut\"", "Salmon is sold out");
        ScriptedEarpiece later = device("ear-6", "chez-test");
        later.text("{\"type\":\"hello\"}");
        awaitText(later, "\"soldOut\":[\"Salmon\"]");
        gateway.append(RunningGateway.restaurant(salmon(true)));
        awaitText(device, "\"kind\":\"back\"", "Salmon is back");
    }

    private static MenuItem salmon(boolean available) {
        return MenuItem.plain("salmon", "Salmon", "fish", 1800).withAvailable(available);
    }

    @Test
    void whatWasUnderstoodIsShownToWhoSaidIt() throws Exception {
        ScriptedEarpiece device = device("ear-7", "chez-test");
        device.start(UUID.randomUUID().toString(), table);
        awaitText(device, "started");
        String callId = gateway.callOf(started -> table.equals(started.tableNumber()));
        FinalTranscript words = new FinalTranscript("two burgers", List.of(), 0.9, "test", "en", 0, 50, 0);
        gateway.append(new SpeechRecord(
                Envelope.unique(Topics.SPEECH_TRANSCRIPTS, "chez-test"),
                callId,
                UUID.randomUUID().toString(),
                words));
        awaitText(device, "\"heard\"", "two burgers");
        gateway.reply(callId, RunningGateway.tone(20, 16_000));
        awaitText(device, "\"said\"", "a tone");
    }
}
