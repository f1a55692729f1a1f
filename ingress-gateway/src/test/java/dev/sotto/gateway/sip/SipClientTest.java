package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What we ask others, in virtual time: repeated over datagrams, acknowledged, taken back, asked again with proof. */
class SipClientTest extends ScriptedCaller {

    private static final Hop REGISTRAR = Hop.udp(CALLER);

    private final List<Integer> heard = new ArrayList<>();
    private final List<Answered.Silence> silences = new ArrayList<>();

    private final Answered listener = new Answered() {
        @Override
        public void progressed(SipResponse provisional) {
            heard.add(provisional.status());
        }

        @Override
        public void answered(SipResponse response) {
            heard.add(response.status());
        }

        @Override
        public void unanswered(Answered.Silence why) {
            silences.add(why);
        }
    };

    private static SipRequest asking(String method) {
        SipUri registrar = SipUri.of("", "192.0.2.7", 5062);
        NameAddress us = NameAddress.of(SipUri.of("100", "192.0.2.7", -1)).withTag("ours");
        return new SipRequest(
                method,
                registrar,
                Headers.NONE.and("Max-Forwards", "70").and("Route", "<sip:192.0.2.9;lr>"),
                Via.UNSENT,
                us,
                NameAddress.of(SipUri.of("100", "192.0.2.7", -1)),
                "our-call",
                new CSeq(1, method),
                "");
    }

    private SipRequest sentRequest(int index) {
        return (SipRequest) sent.get(index);
    }

    private void answer(SipRequest request, int status, String extra) {
        receive("SIP/2.0 " + status + " Some Words\r\nVia: " + request.via() + "\r\nFrom: " + request.from()
                + "\r\nTo: " + request.to() + ";tag=theirs\r\nCall-ID: " + request.callId() + "\r\nCSeq: "
                + request.cseq() + "\r\n" + extra + "Content-Length: 0\r\n\r\n");
    }

    private List<String> methods() {
        return sent.stream()
                .map(message -> message instanceof SipRequest request ? request.method() : "answer")
                .toList();
    }

    @Test
    void aQuestionIsRepeatedUntilItsAnswerAndTheAnswerIsToldOnce() {
        agent.client().ask(asking("REGISTER"), REGISTRAR, listener);
        timers.pass(Duration.ofMillis(1600));
        assertThat(methods()).containsExactly("REGISTER", "REGISTER", "REGISTER");
        answer(sentRequest(0), 200, "");
        answer(sentRequest(0), 200, "");
        timers.pass(Duration.ofSeconds(60));
        assertThat(sent).hasSize(3);
        assertThat(heard).containsExactly(200);
        assertThat(timers.isIdle()).isTrue();
    }

    @Test
    void aQuestionNobodyAnswersIsGivenUpAfterTimerF() {
        agent.client().ask(asking("REGISTER"), REGISTRAR, listener);
        timers.pass(Duration.ofMillis(31_900));
        assertThat(silences).isEmpty();
        timers.pass(Duration.ofMillis(200));
        assertThat(silences).containsExactly(Answered.Silence.TIMED_OUT);
        assertThat(sent).as("at 0, 0.5, 1.5, 3.5, 7.5, … 31.5 s").hasSize(11);
    }

    @Test
    void overAStreamNothingIsSaidTwice() {
        agent.client().ask(asking("REGISTER"), new Hop(Protocol.TCP, CALLER), listener);
        agent.client().invite(asking("INVITE"), new Hop(Protocol.TCP, CALLER), Authentication.NONE, listener);
        timers.pass(Duration.ofSeconds(40));
        assertThat(methods()).containsExactly("REGISTER", "INVITE");
        assertThat(sentRequest(0).via().transport()).isEqualTo("TCP");
        assertThat(silences).containsExactly(Answered.Silence.TIMED_OUT, Answered.Silence.TIMED_OUT);
    }

    @Test
    void whoCannotBeReachedIsReportedAtOnce() {
        reachable = false;
        agent.client().ask(asking("REGISTER"), REGISTRAR, listener);
        agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, listener);
        assertThat(silences).containsExactly(Answered.Silence.UNREACHABLE, Answered.Silence.UNREACHABLE);
        assertThat(agent.isWaiting()).isFalse();
    }

    @Test
    void aRefusedInviteIsAcknowledgedInItsOwnTransactionEachTime() {
        agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, listener);
        answer(sentRequest(0), 100, "");
        answer(sentRequest(0), 486, "");
        answer(sentRequest(0), 486, "");
        assertThat(methods()).containsExactly("INVITE", "ACK", "ACK");
        SipRequest ack = sentRequest(1);
        assertThat(ack.via()).isEqualTo(sentRequest(0).via());
        assertThat(ack.to().tag()).isEqualTo("theirs");
        assertThat(ack.cseq()).isEqualTo(new CSeq(1, "ACK"));
        assertThat(ack.headers().first("Route")).isEqualTo("<sip:192.0.2.9;lr>");
        assertThat(heard).containsExactly(100, 486);
    }

    @Test
    void everyRepetitionOfAnAcceptanceIsToldSoThatItCanBeAcknowledged() {
        agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, listener);
        answer(sentRequest(0), 180, "");
        timers.pass(Duration.ofMinutes(2));
        assertThat(methods()).as("a ringing phone is not called again").containsExactly("INVITE");
        answer(sentRequest(0), 200, "Contact: <sip:human@192.0.2.7:5062>\r\n");
        answer(sentRequest(0), 200, "");
        assertThat(heard).containsExactly(180, 200, 200);
        timers.pass(Duration.ofSeconds(40));
        answer(sentRequest(0), 200, "");
        assertThat(heard).hasSize(3);
    }

    @Test
    void aCancelWaitsUntilTheOtherEndHasShownThatItKnowsTheCall() {
        OutgoingInvite invite = agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, listener);
        invite.cancel();
        assertThat(methods()).containsExactly("INVITE");
        answer(sentRequest(0), 180, "");
        assertThat(methods()).containsExactly("INVITE", "CANCEL");
        assertThat(sentRequest(1).via()).isEqualTo(sentRequest(0).via());
        assertThat(sentRequest(1).cseq()).isEqualTo(new CSeq(1, "CANCEL"));
        answer(sentRequest(1), 200, "");
        answer(sentRequest(0), 487, "");
        assertThat(methods()).containsExactly("INVITE", "CANCEL", "ACK");
        assertThat(heard).containsExactly(180, 487);
    }

    @Test
    void aChallengeIsAnsweredInANewTransactionAndAWrongSecretIsNotTriedForever() {
        Authentication digest = (refused, challenge) -> new SipRequest(
                refused.method(),
                refused.uri(),
                refused.headers().without("Authorization").and("Authorization", "Digest proof"),
                refused.via(),
                refused.from(),
                refused.to(),
                refused.callId(),
                new CSeq(refused.cseq().number() + 1, refused.method()),
                refused.body());
        agent.client().ask(asking("REGISTER"), REGISTRAR, digest, listener);
        answer(sentRequest(0), 401, "WWW-Authenticate: Digest realm=\"r\"\r\n");
        answer(sentRequest(1), 401, "");
        answer(sentRequest(2), 401, "");
        assertThat(methods()).containsExactly("REGISTER", "REGISTER", "REGISTER");
        assertThat(sent.stream().map(SipMessage::via).distinct()).hasSize(3);
        assertThat(sentRequest(2).cseq().number()).isEqualTo(3);
        assertThat(sentRequest(2).headers().all("Authorization")).containsExactly("Digest proof");
        assertThat(heard).containsExactly(401);
    }

    @Test
    void aDialogWeOpenedAsksAndIsAskedLikeAnyOther() {
        agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, listener);
        SipRequest invite = sentRequest(0);
        List<SipResponse> answers = new ArrayList<>();
        agent.client().invite(asking("INVITE"), REGISTRAR, Authentication.NONE, answers::add);
        answer(
                sentRequest(1),
                200,
                "Contact: <sip:human@192.0.2.7:5070>\r\nRecord-Route: <sip:192.0.2.1;lr>, "
                        + "<sip:192.0.2.2:5099;lr>\r\n");
        Dialog dialog = Dialog.calling(invite, answers.getFirst(), REGISTRAR);
        SipRequest bye = dialog.request("BYE", Headers.NONE, "");
        assertThat(bye.uri()).hasToString("sip:human@192.0.2.7:5070");
        assertThat(bye.headers().all("Route")).containsExactly("<sip:192.0.2.2:5099;lr>", "<sip:192.0.2.1;lr>");
        assertThat(bye.cseq()).isEqualTo(new CSeq(2, "BYE"));
        assertThat(dialog.destination().address().getPort()).isEqualTo(5099);
        assertThat(dialog.id()).isEqualTo(new Dialog.Id("our-call", "ours", "theirs"));
    }
}
