package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a caller's phone may ask during a call: changes, keys, signs of life; and what we ask it. */
class InCallRequestsTest extends ScriptedCaller {

    private static final String RELIABLE = "Require: 100rel\r\n";

    private String invite(String extra, String body) {
        String invite = request("INVITE", 1, "z9hG4bKi1", "", extra, body);
        receive(invite);
        return invite;
    }

    private void talkingWith(String extra) {
        invite(extra, "v=0");
        invited.getFirst().accept("v=0 ours");
        receive(request("ACK", 1, "z9hG4bKa1", toTag(), "", ""));
    }

    private void ok(SipRequest ours, String extra) {
        receive("SIP/2.0 200 OK\r\nVia: " + ours.via() + "\r\nFrom: " + ours.from() + "\r\nTo: " + ours.to()
                + "\r\nCall-ID: " + ours.callId() + "\r\nCSeq: " + ours.cseq() + "\r\n" + extra
                + "Content-Length: 0\r\n\r\n");
    }

    private SipResponse lastAnswer() {
        return (SipResponse) sent.getLast();
    }

    private SipRequest lastRequest() {
        return (SipRequest) sent.getLast();
    }

    @Test
    void anUpdateChangesTheCallAndIsAnsweredAtOnce() {
        talkingWith("");
        receive(request("UPDATE", 2, "z9hG4bKu1", toTag(), "", "v=0 hold"));
        assertThat(lastAnswer().status()).isEqualTo(200);
        assertThat(lastAnswer().body()).isEqualTo("v=0 again");
        receive(request("UPDATE", 3, "z9hG4bKu2", toTag(), "", ""));
        assertThat(lastAnswer().status()).isEqualTo(200);
        assertThat(lastAnswer().body()).isEmpty();
        timers.pass(Duration.ofSeconds(20));
        assertThat(lastAnswer().cseq().number()).as("no UPDATE is repeated").isEqualTo(3);
    }

    @Test
    void anUpdateThatMovesTheCallerMovesOurGoodbye() {
        talkingWith("");
        receive(request("UPDATE", 2, "z9hG4bKu1", toTag(), "", "")
                .replace("caller@192.0.2.7:5062>", "moved@192.0.2.9>"));
        invited.getFirst().hangUp();
        assertThat(lastRequest().uri()).hasToString("sip:moved@192.0.2.9");
    }

    @Test
    void anUpdateBeforeTheCallIsTakenMayNotBringAnotherOffer() {
        invite("", "v=0");
        receive(request("UPDATE", 2, "z9hG4bKu1", toTag(), "", "v=0 other"));
        assertThat(lastAnswer().status()).isEqualTo(500);
        assertThat(lastAnswer().headers().first("Retry-After")).isNotNull();
    }

    @Test
    void ringingThatMustBeHeardIsRepeatedUntilItsPrack() {
        invite(RELIABLE, "v=0");
        invited.getFirst().ring();
        SipResponse ringing = lastAnswer();
        assertThat(ringing.headers().first("Require")).isEqualTo("100rel");
        assertThat(ringing.headers().first("RSeq")).isEqualTo("1");
        timers.pass(Duration.ofMillis(1600));
        assertThat(statuses()).containsExactly(100, 180, 180, 180);
        receive(request("PRACK", 2, "z9hG4bKp1", toTag(), "RAck: 9 1 INVITE\r\n", ""));
        assertThat(lastAnswer().status()).isEqualTo(481);
        receive(request("PRACK", 3, "z9hG4bKp2", toTag(), "RAck: 1 1 INVITE\r\n", ""));
        assertThat(lastAnswer().status()).isEqualTo(200);
        timers.pass(Duration.ofSeconds(20));
        assertThat(statuses()).containsExactly(100, 180, 180, 180, 481, 200);
    }

    @Test
    void ringingThatIsNeverHeardEndsTheAttempt() {
        invite(RELIABLE, "v=0");
        invited.getFirst().ring();
        timers.pass(Duration.ofSeconds(33));
        assertThat(statuses()).contains(504);
        assertThat(ends).containsExactly(InviteSession.End.REFUSED);
    }

    @Test
    void theAnswerNeedNotWaitForThePrack() {
        invite(RELIABLE, "v=0");
        invited.getFirst().ring();
        invited.getFirst().accept("v=0 ours");
        receive(request("PRACK", 2, "z9hG4bKp2", toTag(), "RAck: 1 1 INVITE\r\n", ""));
        assertThat(statuses()).containsExactly(100, 180, 200, 200);
    }

    @Test
    void aKeyPressedIsToldOnceHoweverOftenItsMessageComes() {
        talkingWith("");
        String relay = request("INFO", 2, "z9hG4bKk1", toTag(), "", "Signal=5\r\nDuration=160\r\n")
                .replace("application/sdp", "application/dtmf-relay");
        receive(relay);
        receive(relay);
        receive(request("INFO", 3, "z9hG4bKk2", toTag(), "", "#").replace("application/sdp", "application/dtmf"));
        assertThat(pressed).containsExactly(new KeyPress('5', 160), new KeyPress('#', 0));
        assertThat(lastAnswer().status()).isEqualTo(200);
    }

    @Test
    void informationWeCannotReadIsRefusedByName() {
        talkingWith("");
        receive(request("INFO", 2, "z9hG4bKk1", toTag(), "", "<xml/>"));
        assertThat(lastAnswer().status()).isEqualTo(415);
        assertThat(lastAnswer().headers().first("Accept")).contains("dtmf-relay");
        receive(request("INFO", 3, "z9hG4bKk2", toTag(), "", "Signal=?")
                .replace("application/sdp", "application/dtmf-relay"));
        assertThat(lastAnswer().status()).isEqualTo(400);
        receive(request("INFO", 4, "z9hG4bKk3", toTag(), "", ""));
        assertThat(lastAnswer().status()).isEqualTo(200);
        assertThat(pressed).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodInACallIsRefusedAndTheCallGoesOn() {
        talkingWith("");
        receive(request("MESSAGE", 2, "z9hG4bKm1", toTag(), "", ""));
        receive(request("DANCE", 3, "z9hG4bKm2", toTag(), "", ""));
        receive(request("INVITE", 4, "z9hG4bKm3", toTag(), "Require: teleportation\r\n", "v=0"));
        receive(request("OPTIONS", 5, "z9hG4bKm4", toTag(), "", ""));
        assertThat(statuses().subList(2, 6)).containsExactly(405, 501, 420, 200);
        assertThat(sent.get(2).headers().first("Allow")).contains("UPDATE");
        assertThat(ends).isEmpty();
    }

    @Test
    void anIntervalBelowOurMinimumIsToldWhatTheMinimumIs() {
        invite("Supported: timer\r\nSession-Expires: 30\r\n", "v=0");
        assertThat(statuses()).containsExactly(422);
        assertThat(lastAnswer().headers().first("Min-SE")).isEqualTo("90");
        assertThat(invited).isEmpty();
    }

    @Test
    void aCallerWhoPromisedSignsOfLifeAndGivesNoneIsHungUpOn() {
        talkingWith("Supported: timer\r\nSession-Expires: 120;refresher=uac\r\n");
        SipResponse ok = (SipResponse) sent.get(1);
        assertThat(ok.headers().first("Session-Expires")).isEqualTo("120;refresher=uac");
        assertThat(ok.headers().first("Require")).isEqualTo("timer");
        timers.pass(Duration.ofSeconds(80));
        receive(request("UPDATE", 2, "z9hG4bKu1", toTag(), "Supported: timer\r\nSession-Expires: 120\r\n", ""));
        assertThat(lastAnswer().headers().first("Session-Expires")).isEqualTo("120;refresher=uac");
        timers.pass(Duration.ofSeconds(87));
        assertThat(ends).isEmpty();
        timers.pass(Duration.ofSeconds(2));
        assertThat(ends).containsExactly(InviteSession.End.EXPIRED);
        assertThat(lastRequest().method()).isEqualTo("BYE");
    }

    @Test
    void whenTheSignsOfLifeAreOursTheyAreGivenByUpdate() {
        talkingWith("Supported: timer\r\nAllow: INVITE, UPDATE\r\nSession-Expires: 100;refresher=uas\r\n");
        timers.pass(Duration.ofSeconds(51));
        assertThat(lastRequest().method()).isEqualTo("UPDATE");
        assertThat(lastRequest().headers().first("Session-Expires")).isEqualTo("100;refresher=uac");
        ok(lastRequest(), "Session-Expires: 100;refresher=uac\r\n");
        timers.pass(Duration.ofSeconds(51));
        assertThat(lastRequest().method()).isEqualTo("UPDATE");
        assertThat(ends).isEmpty();
    }

    @Test
    void aPhoneWithoutUpdateIsReinvitedWithWhatItAlreadyKnows() {
        talkingWith("Supported: timer\r\nAllow: INVITE\r\nSession-Expires: 100;refresher=uas\r\n");
        timers.pass(Duration.ofSeconds(51));
        SipRequest again = lastRequest();
        assertThat(again.method()).isEqualTo("INVITE");
        assertThat(again.body()).isEqualTo("v=0 ours");
        receive(request("INVITE", 7, "z9hG4bKglare", toTag(), "", "v=0 hold"));
        assertThat(lastAnswer().status()).as("glare").isEqualTo(491);
        ok(again, "");
        assertThat(lastRequest().method()).isEqualTo("ACK");
        assertThat(lastRequest().cseq().number()).isEqualTo(again.cseq().number());
    }

    @Test
    void aCallTheOtherEndHasForgottenIsOver() {
        talkingWith("Supported: timer\r\nAllow: UPDATE\r\nSession-Expires: 100;refresher=uas\r\n");
        timers.pass(Duration.ofSeconds(51));
        SipRequest update = lastRequest();
        receive("SIP/2.0 481 Gone\r\nVia: " + update.via() + "\r\nFrom: " + update.from() + "\r\nTo: " + update.to()
                + "\r\nCall-ID: the-call\r\nCSeq: " + update.cseq() + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(ends).containsExactly(InviteSession.End.EXPIRED);
    }

    @Test
    void aPhoneThatKnowsNoTimersIsKeptAnEyeOnWhenAProxyWantsIt() {
        talkingWith("Session-Expires: 100\r\n");
        SipResponse ok = (SipResponse) sent.get(1);
        assertThat(ok.headers().first("Session-Expires")).isEqualTo("100;refresher=uas");
        assertThat(ok.headers().first("Require")).isNull();
    }

    @Test
    void aCallerWhoCancelsAReliablyRingingCallHearsNoMoreOfIt() {
        invite(RELIABLE, "v=0");
        invited.getFirst().ring();
        receive(request("CANCEL", 1, "z9hG4bKi1", "", "", ""));
        receive(request("ACK", 1, "z9hG4bKi1", "any", "", ""));
        sent.clear();
        timers.pass(Duration.ofSeconds(40));
        assertThat(sent).isEmpty();
        assertThat(timers.isIdle()).isTrue();
    }

    @Test
    void whatTheOwnerOfTheCallUnderstandsIsHisToAnswer() {
        talkingWith("");
        understood = Status.OK;
        receive(request("NOTIFY", 2, "z9hG4bKn1", toTag(), "Event: refer\r\n", ""));
        assertThat(lastAnswer().status()).isEqualTo(200);
    }
}
