package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Parsed;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Those who have no business with us, and those who have too much of it. */
class StrangersAndFloodsTest extends ScriptedCaller {

    private void receiveFrom(String address, String text) {
        agent.received(text.getBytes(StandardCharsets.UTF_8), Hop.udp(new InetSocketAddress(address, 5060)));
    }

    private static String numbered(String message, int number) {
        return message.replace("z9hG4bKi1", "z9hG4bKn" + number).replace("the-call", "call-" + number);
    }

    private double dropped(String reason) {
        return meters.counter("sotto.gateway.sip.dropped", "reason", reason).count();
    }

    private long answers(int status) {
        return sent.stream()
                .filter(message -> message instanceof SipResponse response && response.status() == status)
                .count();
    }

    @Test
    void anUnknownTrunkIsToldOnceAndCausesNoWork() {
        for (int i = 0; i < 1000; i++) {
            receiveFrom("203.0.113.66", numbered(INVITE, i));
        }
        assertThat(statuses()).containsExactly(403);
        assertThat(invited).isEmpty();
        assertThat(dropped("stranger")).isEqualTo(1000);
        assertThat(timers.isIdle())
                .as("nothing is remembered that must be forgotten")
                .isTrue();
    }

    @Test
    void aMinuteLaterItIsToldAgain() {
        receiveFrom("203.0.113.66", INVITE);
        timers.pass(Duration.ofSeconds(61));
        receiveFrom("203.0.113.66", INVITE);
        assertThat(statuses()).containsExactly(403, 403);
    }

    @Test
    void strangersWithoutNumberGetFewAnswers() {
        for (int i = 0; i < 10_000; i++) {
            receiveFrom("203.0." + i / 250 + "." + i % 250, numbered(INVITE, i));
        }
        assertThat(answers(403)).isBetween(100L, 500L);
        assertThat(sent).hasSize((int) answers(403));
    }

    @Test
    void whomWeAskedMayAnswerAndCall() {
        InetSocketAddress registrar = new InetSocketAddress("203.0.113.9", 5060);
        agent.client()
                .acknowledge(
                        Dialog.called(parsed(INVITE), "x", Hop.udp(registrar)).acknowledgement(1, Headers.NONE, ""),
                        Hop.udp(registrar));
        receiveFrom("203.0.113.9", INVITE);
        assertThat(invited).hasSize(1);
    }

    private static SipRequest parsed(String text) {
        var parsed = SipParser.parse(text.getBytes(StandardCharsets.UTF_8));
        return (SipRequest) ((Parsed.Understood) parsed).message();
    }

    @Test
    void aFloodFromOneTrunkIsRefusedAndItsCallInProgressIsNot() {
        talking();
        for (int i = 0; i < 2000; i++) {
            receive(numbered(request("OPTIONS", 1, "z9hG4bKi1", "", "", ""), i));
        }
        assertThat(answers(200)).isBetween(290L, 310L);
        assertThat(answers(503)).isBetween(100L, 410L);
        assertThat(dropped("flood")).isGreaterThan(1600);
        sent.clear();
        receive(request("BYE", 2, "z9hG4bKbye", toTag(), "", ""));
        assertThat(statuses()).containsExactly(200);
    }

    @Test
    void fiftyCallsASecondFromOneTrunkAreNeverRefused() {
        for (int i = 0; i < 3000; i++) {
            timers.pass(Duration.ofMillis(20));
            String invite = numbered(INVITE, i);
            receive(invite);
            invited.getLast().accept("v=0 ours");
            receive(numbered(request("ACK", 1, "z9hG4bKa", toTag(), "", ""), i));
            receive(numbered(request("BYE", 2, "z9hG4bKb" + i, toTag(), "", ""), i));
        }
        assertThat(invited).hasSize(3000);
        assertThat(answers(503)).isZero();
    }

    @Test
    void aThousandForgedSourcesDoNotKeepAProvenTrunkOut() {
        talking();
        for (int i = 0; i < 1000; i++) {
            receiveFrom("192.0.2." + (10 + i % 240), numbered(INVITE, i));
        }
        assertThat(invited.size()).as("forged calls ring in bounded number").isLessThan(30);
        int before = invited.size();
        receive(numbered(INVITE, 5000));
        assertThat(invited).hasSize(before + 1);
        timers.pass(Duration.ofSeconds(40));
        invited.forEach(InviteSession::hangUp);
        receiveFrom("192.0.2.9", numbered(INVITE, 6000));
        assertThat(invited)
                .as("when the flood is over newcomers are taken again")
                .hasSize(before + 2);
    }

    /** Forged INVITEs of a tenth of a second, each from another address and for another call. */
    private void floodForATenth(int round, int invites) {
        timers.pass(Duration.ofMillis(100));
        for (int i = 0; i < invites; i++) {
            int number = 10_000 + round * invites + i;
            receiveFrom("192.0.2." + (10 + number % 240), numbered(INVITE, number));
        }
        invited.stream().filter(session -> !session.isOver()).forEach(session -> session.accept("v=0 ours"));
    }

    @Test
    void aTrunkThatIsNewInTheMiddleOfAFloodIsLetInWhenItRepeatsItself() {
        for (int round = 0; round < 20; round++) {
            floodForATenth(round, 200);
        }
        sent.clear();
        receiveFrom("192.0.2.9", numbered(INVITE, 1));
        assertThat(sent).as("nothing is said to the first").isEmpty();
        for (int round = 20; round < 25; round++) {
            floodForATenth(round, 200);
        }
        int before = invited.size();
        receiveFrom("192.0.2.9", numbered(INVITE, 1));
        assertThat(invited).hasSize(before + 1);
        invited.getLast().accept("v=0 ours");
        receiveFrom("192.0.2.9", numbered(request("ACK", 1, "z9hG4bKa", toTag(), "", ""), 1));
        receiveFrom("192.0.2.9", numbered(INVITE, 2));
        assertThat(invited).as("and from then on like any other").hasSize(before + 2);
    }

    @Test
    void aFloodThatRepeatsItselfDoesNotKeepTheLinesItGot() {
        for (int round = 0; round < 60; round++) {
            timers.pass(Duration.ofMillis(500));
            for (int source = 10; source < 210; source++) {
                receiveFrom("192.0.2." + source, numbered(INVITE, source));
            }
            invited.stream().filter(session -> !session.isOver()).forEach(session -> session.accept("v=0 ours"));
        }
        long held = invited.stream().filter(session -> !session.isOver()).count();
        assertThat(held).as("lines").isLessThanOrEqualTo(60);
        receiveFrom("192.0.2.9", numbered(INVITE, 1));
        timers.pass(Duration.ofMillis(500));
        int before = invited.size();
        receiveFrom("192.0.2.9", numbered(INVITE, 1));
        assertThat(invited).hasSize(before + 1);
    }

    @Test
    void whoAcknowledgesARefusalIsNoNewcomer() {
        receiveFrom("192.0.2.9", numbered(INVITE, 1));
        invited.getLast().refuse(Status.NOT_FOUND);
        receiveFrom("192.0.2.9", numbered(request("ACK", 1, "z9hG4bKi1", toTag(), "", ""), 1));
        for (int round = 0; round < 20; round++) {
            floodForATenth(round, 200);
        }
        int before = invited.size();
        receiveFrom("192.0.2.9", numbered(INVITE, 2));
        assertThat(invited).hasSize(before + 1);
    }

    @Test
    void aRushFromOneNewTrunkIsNoFlood() {
        for (int i = 0; i < 100; i++) {
            receive(numbered(INVITE, i));
        }
        assertThat(invited).hasSize(100);
        assertThat(answers(503)).isZero();
    }

    @Test
    void aMessageByTooManyHopsIsNotRead() {
        String vias = "Via: SIP/2.0/UDP 192.0.2.50;branch=z9hG4bKx\r\n".repeat(100);
        receive(INVITE.replace("Max-Forwards: 70", vias + "Max-Forwards: 70"));
        assertThat(statuses()).containsExactly(483);
        assertThat(invited).isEmpty();
    }

    @Test
    void conflictingHeadersAreRefusedRatherThanGuessed() {
        for (String doubled : new String[] {
            "Content-Length: 3\r\n",
            "CSeq: 1 INVITE\r\n",
            "Call-ID: other\r\n",
            "From: <sip:x@y>;tag=z\r\n",
            "To: <sip:x@y>\r\n",
            "Max-Forwards: 70\r\n"
        }) {
            sent.clear();
            receive(INVITE.replace("Contact:", doubled + "Contact:"));
            assertThat(statuses()).as(doubled.strip() + " twice").containsExactly(400);
        }
        assertThat(invited).isEmpty();
        assertThat(dropped("malformed")).isEqualTo(6);
    }

    @Test
    void aLieAboutTheLengthIsRefused() {
        receive(INVITE.replace("Content-Length: 3", "Content-Length: 4000"));
        receive(INVITE.replace("Content-Length: 3", "Content-Length: -1"));
        receive(INVITE.replace("Content-Length: 3", "Content-Length: 99999999999999999999"));
        assertThat(statuses()).containsExactly(400, 400, 400);
    }

    @Test
    void answersNobodyAskedForAreCountedAndForgotten() {
        receive("""
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKguess
                From: <sip:a@b>;tag=1
                To: <sip:c@d>;tag=2
                Call-ID: x
                CSeq: 1 BYE
                Content-Length: 0

                """.replace("\n", "\r\n"));
        assertThat(sent.stream().map(SipMessage::callId)).isEmpty();
        assertThat(dropped("stray-answer")).isEqualTo(1);
    }
}
