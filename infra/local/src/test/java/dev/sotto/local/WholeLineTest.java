package dev.sotto.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.load.kitchen.Kitchen;
import dev.sotto.load.phone.CallEnd;
import dev.sotto.load.phone.CallRefused;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.LocalSystem;
import dev.sotto.local.system.SystemOptions;
import dev.sotto.local.system.Wiring;
import dev.sotto.local.terminal.Failure;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole system on its embedded servers, used only as its users do: by phone, and by looking at the kitchen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeLineTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final StringWriter told = new StringWriter();

    @TempDir
    static Path data;

    private static SystemOptions options = new SystemOptions();
    private static @Nullable LocalSystem system;

    @BeforeAll
    static void start() {
        SpeechHere.assumed();
        options = freePorts(data);
        system = LocalSystem.start(options);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    @Order(1)
    void aSpokenOrderThatWasConfirmedIsOnTheKitchensScreen() {
        Addresses at = running().addresses();
        try (Conversation conversation = new Conversation(at, new PrintWriter(told, true));
                Kitchen kitchen = kitchen(at)) {
            OrderRecord order = new DemoCaller(
                            at,
                            running().tokens(),
                            at.restaurantSpeaking("en"),
                            conversation,
                            SpokenText.by(Voice.SLT),
                            new PrintWriter(told, true))
                    .byPhone(List.of("I would like one apple pie and two orange juices please.", "No thanks.", "Yes."))
                    .orElseThrow(() -> new AssertionError("no order was placed:\n" + told));

            assertThat(lines(order))
                    .as("heard and said:\n%s", told)
                    .containsExactlyInAnyOrder("1 apple-pie", "2 orange-juice");
            assertThat(kitchen.await(ticket -> ticket.orderId().equals(order.orderId()), SOON, "the ticket")
                            .totalMinor())
                    .isEqualTo(480 + 2 * 380);
        }
    }

    @Test
    @Order(2)
    void aNumberNobodyHasIsNotFound() {
        try (SipPhone phone = SipPhone.at("127.0.0.1")) {
            assertThatThrownBy(
                            () -> phone.call("sip:+999@" + running().addresses().sip())
                                    .close())
                    .isInstanceOfSatisfying(
                            CallRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }

    @Test
    @Order(3)
    void aHangUpBeforeYesOrdersNothing() {
        Addresses at = running().addresses();
        SpokenText voice = SpokenText.by(Voice.SLT);
        try (SipPhone phone = SipPhone.at("127.0.0.1", PhoneManners.PLAIN.calling("+35315550177"));
                Conversation conversation = new Conversation(at, new PrintWriter(told, true))) {
            conversation.watch("+35315550177");
            try (PhoneCall call =
                    phone.call("sip:" + at.restaurantSpeaking("en").phoneNumber() + "@" + at.sip())) {
                call.hear();
                call.say(voice.say("One cheesecake please."));
                call.hear();
                assertThat(call.hangUp()).isInstanceOf(CallEnd.WeHungUp.class);
            }
            assertThat(conversation.order(Duration.ofSeconds(3))).isEmpty();
        }
    }

    @Test
    @Order(4)
    void callsTakenThroughTheStagesAgainEndAsTheyDid() {
        assertThat(rerun("--from", "words")).contains("2 calls again: 2 end as they did, 0 otherwise");
        assertThat(rerun("--from", "sound", "--restaurant", "harbour-grill", "--name", "again"))
                .contains("2 calls again: ")
                .contains(" turns, other words in ")
                .contains("speech.transcripts.replay.again: ");
    }

    private static String rerun(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine sotto =
                Sotto.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("rerun", "--data", data.toString()));
        all.addAll(List.of(arguments));
        sotto.execute(all.toArray(String[]::new));
        return out.toString();
    }

    @Test
    @Order(5)
    void aSecondSystemOnTheSameDirectoryIsRefusedInOneSentence() {
        assertThatThrownBy(() -> LocalSystem.start(freePorts(data)).close())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Another Sotto runs")
                .hasMessageContaining("--data");
    }

    @Test
    @Order(6)
    void aRestartFindsWhatWasThere() {
        running().close();
        system = LocalSystem.start(options);

        try (Kitchen kitchen = kitchen(running().addresses())) {
            kitchen.awaitCaughtUp(SOON);
            assertThat(kitchen.tickets()).hasSize(1);
        }
    }

    private static LocalSystem running() {
        return Objects.requireNonNull(system);
    }

    private static Kitchen kitchen(Addresses at) {
        String restaurant = at.restaurantSpeaking("en").id();
        return Kitchen.at(
                URI.create(at.orders()), restaurant, running().credentials().secret(Wiring.kitchenToken(restaurant)));
    }

    private static List<String> lines(OrderRecord order) {
        return order.event() instanceof OrderPlaced placed
                ? placed.lines().stream()
                        .map(line -> line.quantity() + " " + line.itemId())
                        .toList()
                : List.of();
    }

    private static SystemOptions freePorts(Path data) {
        SystemOptions options = SystemOptions.aside(data);
        options.restaurants = HouseRulesTest.ROOT.resolve("infra").resolve("restaurants");
        return options;
    }
}
