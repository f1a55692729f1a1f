package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The user agent against a scripted caller in virtual time: every repetition RFC 3261 asks for, and none more. */
class SipUserAgentTest {

    private static final InetSocketAddress CALLER = new InetSocketAddress("192.0.2.7", 5062);

    private final VirtualTimers timers = new VirtualTimers();
    private final List<SipMessage> sent = new ArrayList<>();
    private final List<InetSocketAddress> sentTo = new ArrayList<>();
    private final List<InviteSession> invited = new ArrayList<>();
    private final List<InviteSession.End> ends = new ArrayList<>();
    private final List<String> established = new ArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final SipUserAgent agent = new SipUserAgent(
            SipUri.of("", "198.51.100.1", 5060),
            (message, to) -> {
                sent.add(message);
                sentTo.add(to);
            },
            timers,
            session -> {
                session.listen(new Listener());
                invited.add(session);
            },
            new SipMeters(new SimpleMeterRegistry()),
            () -> "token" + tokens.incrementAndGet());

    private final class Listener implements SessionListener {

        @Override
        public void established(@Nullable String answer) {
            established.add(String.valueOf(answer));
        }

        @Override
        public InviteSession.Reply reoffered(@Nullable String offer) {
            return new InviteSession.Reply.Accepted("v=0 again");
        }

        @Override
        public void reanswered(String answer) {
            established.add("re:" + answer);
        }

        @Override
        public void ended(InviteSession.End why) {
            ends.add(why);
        }
    }

    private void receive(String text) {
        agent.received(text.getBytes(StandardCharsets.UTF_8), CALLER);
    }

    private static String request(String method, int cseq, String branch, String toTag, String extra, String body) {
        return method + " sip:+33123@198.51.100.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.7:5062;branch=" + branch + ";rport\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:caller@192.0.2.7>;tag=from\r\n"
                + "To: <sip:+33123@198.51.100.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: the-call\r\nCSeq: " + cseq + " " + method + "\r\n"
                + "Contact: <sip:caller@192.0.2.7:5062>\r\n" + extra
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static final String INVITE = request("INVITE", 1, "z9hG4bKi1", "", "", "v=0");

    private InviteSession invite() {
        receive(INVITE);
        assertThat(invited).hasSize(1);
        return invited.getFirst();
    }

    private InviteSession talking() {
        InviteSession session = invite();
        session.accept("v=0 ours");
        receive(request("ACK", 1, "z9hG4bKa1", toTag(), "", ""));
        sent.clear();
        return session;
    }

    private String toTag() {
        return agent.sessions().getFirst().id().localTag();
    }

    private List<Integer> statuses() {
        return sent.stream()
                .map(message -> message instanceof SipResponse response ? response.status() : 0)
                .toList();
    }

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
        assertThat(agent.sessions()).isEmpty();
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

    @Test
    void aLateOfferIsAnsweredInTheAcknowledgement() {
        receive(request("INVITE", 1, "z9hG4bKi1", "", "", ""));
        invited.getFirst().accept("v=0 our offer");
        receive(request("ACK", 1, "z9hG4bKa1", toTag(), "", "v=0 theirs"));
        assertThat(established).containsExactly("v=0 theirs");
    }

    @Test
    void aReinviteIsAnsweredAndOneThatCrossesOurUnheardAnswerIsPutOff() {
        talking();
        receive(request("INVITE", 2, "z9hG4bKi2", toTag(), "", "v=0 hold"));
        receive(request("INVITE", 3, "z9hG4bKi3", toTag(), "", "v=0 resume"));
        assertThat(statuses()).containsExactly(200, 491);
        assertThat(sent.getFirst().body()).isEqualTo("v=0 again");
    }

    @Test
    void anOldRequestOfADialogIsRefused() {
        talking();
        receive(request("INVITE", 5, "z9hG4bKi5", toTag(), "", "v=0"));
        receive(request("BYE", 4, "z9hG4bKb4", toTag(), "", ""));
        assertThat(statuses()).containsExactly(200, 500);
    }

    @Test
    void recordedRoutesComeBackInTheAnswerAndAreFollowedByOurGoodbye() {
        receive(request("INVITE", 1, "z9hG4bKi1", "", "Record-Route: <sip:203.0.113.9:5080;lr>\r\n", "v=0"));
        invited.getFirst().accept("v=0 ours");
        assertThat(sent)
                .last()
                .satisfies(answer ->
                        assertThat(answer.headers().first("Record-Route")).isEqualTo("<sip:203.0.113.9:5080;lr>"));
        receive(request("ACK", 1, "z9hG4bKa1", toTag(), "", ""));
        invited.getFirst().hangUp();
        SipRequest bye = (SipRequest) sent.getLast();
        assertThat(bye.headers().first("Route")).isEqualTo("<sip:203.0.113.9:5080;lr>");
        assertThat(bye.uri()).hasToString("sip:caller@192.0.2.7:5062");
        assertThat(sentTo).last().isEqualTo(new InetSocketAddress("203.0.113.9", 5080));
    }

    @Test
    void anAnswerGoesBackToWhereTheRequestCameFrom() {
        receive(INVITE.replace("192.0.2.7:5062;branch", "10.0.0.4:5060;branch"));
        assertThat(sentTo).containsOnly(CALLER);
        assertThat(sent.getFirst().via().parameters().get("received")).isEqualTo("192.0.2.7");
        assertThat(sent.getFirst().via().parameters().get("rport")).isEqualTo("5062");
    }

    @Test
    void whatWeCannotDoIsRefusedByName() {
        receive(request("OPTIONS", 1, "z9hG4bK1", "", "", ""));
        receive(request("REGISTER", 1, "z9hG4bK2", "", "", ""));
        receive(request("DANCE", 1, "z9hG4bK3", "", "", ""));
        receive(request("INVITE", 1, "z9hG4bK4", "", "Require: teleportation\r\n", "v=0"));
        receive(request("INVITE", 1, "z9hG4bK5", "", "", "v=0").replace("application/sdp", "text/plain"));
        receive(request("INVITE", 1, "z9hG4bK6", "", "", "v=0").replace("INVITE sip:", "INVITE tel:"));
        assertThat(statuses()).containsExactly(200, 405, 501, 420, 415, 416);
        assertThat(sent.getFirst().headers().first("Allow")).contains("INVITE");
        assertThat(invited).isEmpty();
    }

    @Test
    void theSameInviteByAnotherWayIsALoop() {
        invite();
        receive(request("INVITE", 1, "z9hG4bKother", "", "", "v=0"));
        assertThat(statuses()).containsExactly(100, 482);
    }

    @Test
    void aMalformedRequestIsToldWhatIsWrongWithIt() {
        receive(INVITE.replace("CSeq: 1 INVITE", "CSeq: 1 BYE"));
        assertThat(statuses()).containsExactly(400);
        assertThat(((SipResponse) sent.getFirst()).reason()).contains("CSeq names another method");
    }

    @Test
    void finishedCallsLeaveNothingBehind() {
        talking();
        receive(request("BYE", 2, "z9hG4bKb1", toTag(), "", ""));
        timers.pass(Duration.ofSeconds(64));
        assertThat(agent.sessions()).isEmpty();
        assertThat(timers.isIdle()).isTrue();
    }
}
