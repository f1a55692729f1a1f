package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The user agent against a scripted caller in virtual time: every repetition RFC 3261 asks for, and none more. */
class SipUserAgentTest extends ScriptedCaller {

    @Test
    void aCallerHearsTryingAtOnceAndRingingWhenItRings() {
        InviteSession session = invite();
        session.ring();
        assertThat(statuses()).containsExactly(100, 180);
        assertThat(sent.get(1).to().tag()).isEqualTo(session.id().localTag());
    }

    @Test
    void aRetransmittedInviteGetsTheSameAnswerAndRingsOnce() {
        InviteSession session = invite();
        session.ring();
        receive(INVITE);
        session.accept("v=0 ours");
        receive(INVITE);
        assertThat(invited).hasSize(1);
        assertThat(statuses()).containsExactly(100, 180, 180, 200, 200);
        assertThat(sent.get(4)).isEqualTo(sent.get(3));
    }

    @Test
    void anAnswerWhoseAckIsLostIsRepeatedUntilItIsHeard() {
        invite().accept("v=0 ours");
        String tag = toTag();
        sent.clear();
        timers.pass(Duration.ofMillis(3600));
        assertThat(statuses()).as("after 0.5, 1.5 and 3.5 s").containsExactly(200, 200, 200);
        receive(request("ACK", 1, "z9hG4bKa1", tag, "", ""));
        timers.pass(Duration.ofSeconds(60));
        assertThat(statuses()).hasSize(3);
        assertThat(established).containsExactly("null");
    }

    @Test
    void aCallerWhoNeverAcknowledgesIsHungUpOn() {
        invite().accept("v=0 ours");
        timers.pass(Duration.ofSeconds(33));
        assertThat(ends).containsExactly(InviteSession.End.NEVER_ACKNOWLEDGED);
        assertThat(sent)
                .last()
                .isInstanceOfSatisfying(
                        SipRequest.class, bye -> assertThat(bye.method()).isEqualTo("BYE"));
        timers.pass(Duration.ofSeconds(60));
        assertThat(agent.dialogs()).isZero();
        assertThat(timers.isIdle()).as("nothing is left behind").isTrue();
    }

    @Test
    void aRefusalIsRepeatedUntilItIsAcknowledgedAndThenNoMore() {
        invite().refuse(Status.NOT_FOUND);
        timers.pass(Duration.ofMillis(1600));
        assertThat(statuses()).containsExactly(100, 404, 404, 404);
        receive(request("ACK", 1, "z9hG4bKi1", "any", "", ""));
        timers.pass(Duration.ofSeconds(60));
        assertThat(statuses()).hasSize(4);
        assertThat(ends).containsExactly(InviteSession.End.REFUSED);
    }

    @Test
    void aBusyAnswerSaysWhenToTryAgain() {
        invite().refuse(Status.UNAVAILABLE, 10);
        assertThat(sent)
                .last()
                .satisfies(answer ->
                        assertThat(answer.headers().first("Retry-After")).isEqualTo("10"));
    }

    @Test
    void aCancelledCallIsAnsweredTwiceAndNeverTaken() {
        InviteSession session = invite();
        receive(request("CANCEL", 1, "z9hG4bKi1", "", "", ""));
        assertThat(statuses()).containsExactly(100, 200, 487);
        assertThat(ends).containsExactly(InviteSession.End.CALLER_CANCELLED);
        session.accept("v=0 too late");
        assertThat(statuses()).hasSize(3);
    }

    @Test
    void aCancelThatComesAfterTheAnswerChangesNothing() {
        InviteSession session = invite();
        session.accept("v=0 ours");
        receive(request("CANCEL", 1, "z9hG4bKi1", "", "", ""));
        assertThat(statuses()).containsExactly(100, 200, 200);
        assertThat(session.isOver()).isFalse();
    }

    @Test
    void aCancelOfNothingIsToldSo() {
        receive(request("CANCEL", 1, "z9hG4bKx", "", "", ""));
        assertThat(statuses()).containsExactly(481);
    }

    @Test
    void aByeSaidTwiceEndsOnceAndIsAnsweredTwice() {
        talking();
        String bye = request("BYE", 2, "z9hG4bKb1", toTag(), "", "");
        receive(bye);
        receive(bye);
        assertThat(statuses()).containsExactly(200, 200);
        assertThat(ends).containsExactly(InviteSession.End.CALLER_HUNG_UP);
    }

    @Test
    void aByeInACallNobodyKnowsIsToldSo() {
        receive(request("BYE", 2, "z9hG4bKb1", "stranger", "", ""));
        assertThat(statuses()).containsExactly(481);
    }

    @Test
    void aStrangerWhoDoesNotKnowTheTagCannotEndTheCall() {
        InviteSession session = talking();
        receive(request("BYE", 2, "z9hG4bKb1", "guess", "", ""));
        assertThat(statuses()).containsExactly(481);
        assertThat(session.isOver()).isFalse();
    }

    @Test
    void ourGoodbyeIsRepeatedUntilItIsAnswered() {
        talking().hangUp();
        timers.pass(Duration.ofMillis(1600));
        assertThat(sent)
                .hasSize(3)
                .allMatch(message ->
                        message instanceof SipRequest bye && bye.method().equals("BYE"));
        SipRequest bye = (SipRequest) sent.getFirst();
        receive("SIP/2.0 200 OK\r\nVia: " + bye.via() + "\r\nFrom: " + bye.from() + "\r\nTo: " + bye.to()
                + "\r\nCall-ID: the-call\r\nCSeq: " + bye.cseq() + "\r\nContent-Length: 0\r\n\r\n");
        timers.pass(Duration.ofSeconds(60));
        assertThat(sent).hasSize(3);
        assertThat(agent.isWaiting()).isFalse();
    }

    @Test
    void aGoodbyeWaitsForTheAcknowledgementOfTheAnswer() {
        InviteSession session = invite();
        session.accept("v=0 ours");
        String tag = toTag();
        sent.clear();
        session.hangUp();
        assertThat(sent).isEmpty();
        receive(request("ACK", 1, "z9hG4bKa1", tag, "", ""));
        assertThat(sent).singleElement().isInstanceOf(SipRequest.class);
    }
}
