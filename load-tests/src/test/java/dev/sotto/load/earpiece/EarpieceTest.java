package dev.sotto.load.earpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Tone;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EarpieceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pcm BEEP = new Tone(700).lasting(Duration.ofMillis(400), 8_000, 0.4);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final Earpiece earpiece = Earpiece.at(gateway.uri(), "secret");

    @AfterEach
    void takeItOff() {
        earpiece.close();
        gateway.close();
    }

    @Test
    void everyWordOfATableArrivesNumberedAndInOrder() {
        assertThat(earpiece.start("12")).isEqualTo("call-1");
        earpiece.say(BEEP);
        earpiece.stop();
        assertThat(gateway.texts.getFirst()).contains("\"start\"", "\"table\":\"12\"", "\"from\":0");
        assertThat(gateway.texts.getLast()).contains("\"stop\"");
        assertThat(earpiece.ended(PATIENCE)).isEqualTo("stopped");
        assertThat(gateway.held()).isEqualTo(earpiece.tally().spoken());
        assertThat(gateway.received).doesNotHaveDuplicates().isSorted();
        assertThat(new Tone(700).shareOf(spoken())).isGreaterThan(0.95);
    }

    @Test
    void aLineThatBreaksInTheMiddleLosesNothing() {
        gateway.cutAfter = 7;
        earpiece.start("3");
        earpiece.say(BEEP);
        earpiece.stop();
        EarpieceTally tally = earpiece.tally();
        assertThat(tally.connections()).isEqualTo(2);
        assertThat(gateway.held()).isEqualTo(tally.spoken()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void whatIsSaidInADeadSpotIsKeptAndSentOnComingBack() {
        earpiece.start("3");
        earpiece.leaveRange();
        long before = gateway.held();
        earpiece.say(BEEP);
        assertThat(gateway.held()).isLessThan(before + 5);
        assertThat(earpiece.tally().kept()).isGreaterThan(15);
        assertThatThrownBy(() -> earpiece.stop(Duration.ofMillis(200)))
                .isInstanceOf(WaitedInVain.class)
                .hasMessageStartingWith(
                        "Waited 200 ms in vain for the gateway to take every frame and end the session");
        earpiece.comeBack();
        earpiece.stop();
        assertThat(gateway.held()).isEqualTo(earpiece.tally().spoken());
    }

    @Test
    void theAnswerIsHeardAndNoticesAreRead() {
        earpiece.start("12");
        Instant before = Instant.now();
        Pcm answer = new Tone(500).lasting(Duration.ofMillis(600), Pcm.EARPIECE_RATE_HZ, 0.4);
        gateway.play(answer.littleEndian());
        gateway.tell("{\"type\": \"notice\", \"text\": \"Table 12 is ready.\"}");
        gateway.tell("no json");
        Heard heard = earpiece.hear(Duration.ofMillis(200), PATIENCE);
        assertThat(heard.sound().duration()).isEqualTo(Duration.ofMillis(600));
        assertThat(new Tone(500).shareOf(heard.sound())).isGreaterThan(0.99);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(750));
        assertThat(earpiece.awaitNotice(PATIENCE).text()).isEqualTo("Table 12 is ready.");
        await().until(() -> earpiece.tally().unknown() == 1);
    }

    @Test
    void anEarpieceThatIsNotWantedIsToldSo() {
        gateway.status = 401;
        assertThatThrownBy(() -> earpiece.start("12"))
                .isInstanceOf(EarpieceRefused.class)
                .hasMessage("The gateway at " + gateway.uri() + " refused the earpiece: HTTP 401");
    }

    @Test
    void aGatewayThatIsAwayIsAwaitedByName() {
        gateway.close();
        assertThatThrownBy(() -> earpiece.start("12", "", Duration.ofMillis(400)))
                .isInstanceOf(WaitedInVain.class)
                .hasMessageStartingWith("Waited 400 ms in vain for the gateway at " + gateway.uri());
    }

    @Test
    void nothingIsSaidBeforeTheStart() {
        assertThatThrownBy(() -> earpiece.say(BEEP))
                .hasMessage("The earpiece has not been started: start(table) comes first.");
    }

    private Pcm spoken() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        gateway.frames.values().forEach(all::writeBytes);
        return Pcm.littleEndian(all.toByteArray(), Pcm.EARPIECE_RATE_HZ);
    }
}
