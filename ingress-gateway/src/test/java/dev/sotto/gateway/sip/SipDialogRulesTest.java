package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.message.SipEncoder;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of dialogs and requests in them, held by the user agent against a scripted caller in virtual time. */
class SipDialogRulesTest extends ScriptedCaller {

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
        receive(request("INVITE", 2, "z9hG4bK5", "", "", "v=0").replace("application/sdp", "text/plain"));
        receive(request("INVITE", 3, "z9hG4bK6", "", "", "v=0").replace("INVITE sip:", "INVITE http:"));
        receive(request("UPDATE", 4, "z9hG4bK7", "", "", ""));
        assertThat(statuses()).containsExactly(200, 405, 501, 420, 415, 416, 481);
        assertThat(sent.getFirst().headers().first("Allow")).contains("INVITE");
        assertThat(invited).isEmpty();
    }

    @Test
    void aCarrierMayDialANumberAndNoPlace() throws SipSyntaxException {
        receive(INVITE.replaceFirst("INVITE \\S+", "INVITE tel:+353-1-555-0100;npdi"));

        assertThat(invited).hasSize(1);
        assertThat(invited.getFirst().request().uri().user()).isEqualTo("+353-1-555-0100");
        assertThat(SipUri.parse("tel:112;phone-context=+353").user()).isEqualTo("112");
        assertThatThrownBy(() -> SipUri.parse("tel:;x")).hasMessage("a telephone number is empty");
        assertThatThrownBy(() -> SipUri.parse("tel:1%2;x")).hasMessage("an address has a broken %-escape");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <sip:caller@192.0.2.7;tag=from",
                "From: \"Caller <sip:caller@192.0.2.7>;tag=from",
                "From: caller at home",
                "To: <sip:+33123@198.51.100.1",
                "To: \"\"\" <sip:+33123@198.51.100.1>",
                "To:"
            })
    void whoCannotBeReadIsToldSoInHisOwnWords(String line) {
        String name = line.substring(0, line.indexOf(':'));
        receive(INVITE.replaceFirst("(?m)^" + name + ": .*?\r\n", Matcher.quoteReplacement(line + "\r\n")));
        assertThat(statuses()).containsExactly(400);
        String answer = new String(SipEncoder.encode(sent.getFirst()), StandardCharsets.UTF_8);
        assertThat(answer)
                .contains(
                        "\r\n" + name + ": " + line.substring(name.length() + 1).strip())
                .containsPattern("\r\nTo: .*;tag=token")
                .contains("\r\nVia: SIP/2.0/UDP 192.0.2.7:5062", "\r\nCall-ID: the-call\r\n", "\r\nCSeq: 1 INVITE\r\n");
        assertThat(invited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSeq: 9292394834772304023312 INVITE",
                "CSeq: 1",
                "CSeq: INVITE 1",
                "CSeq:",
                "Call-ID: two words",
                "Call-ID:",
                "Max-Forwards: many",
                "Contact: <sip:caller@192.0.2.7",
                "A line without a colon"
            })
    void whatCannotBeReadIsToldByWhatCan(String line) {
        String name = line.split("[: ]", 2)[0];
        String without = INVITE.replaceFirst("(?m)^" + name + ": .*?\r\n", "");
        receive(without.replaceFirst("Via: ", Matcher.quoteReplacement(line + "\r\nVia: ")));
        assertThat(statuses()).containsExactly(400);
        assertThat(sentTo).containsExactly(CALLER);
        String answer = new String(SipEncoder.encode(sent.getFirst()), StandardCharsets.UTF_8);
        assertThat(answer)
                .contains("\r\nVia: SIP/2.0/UDP 192.0.2.7:5062", "\r\nFrom: <sip:caller@192.0.2.7>;tag=from\r\n")
                .contains(line.startsWith("CSeq: ") ? "\r\n" + line + "\r\n" : "\r\n")
                .doesNotContainPattern("\r\n(CSeq|Call-ID):\\s*\r\n");
        assertThat(invited).isEmpty();
        assertThat(malformed(Set.of("CSeq", "Call-ID", "Max-Forwards").contains(name) ? name : "other", true))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Call-ID", "CSeq"})
    void whatIsMissingStaysMissingInTheAnswer(String name) {
        receive(INVITE.replaceFirst("(?m)^" + name + ": .*?\r\n", ""));
        assertThat(statuses()).containsExactly(400);
        assertThat(new String(SipEncoder.encode(sent.getFirst()), StandardCharsets.UTF_8))
                .doesNotContain("\r\n" + name + ":");
        assertThat(malformed(name, true)).isEqualTo(1);
    }

    @Test
    void whoseWayBackCannotBeReadIsCountedAndNotAnswered() {
        receive(INVITE.replace("Via: SIP/2.0/UDP", "Via: SIP/2.0 over the hills"));
        receive(INVITE.replaceFirst("Via: .*?\r\n", ""));
        assertThat(sent).isEmpty();
        assertThat(malformed("Via", false)).isEqualTo(2);
    }

    @Test
    void aHopThatCannotBeReadDoesNotHideTheOneAboveIt() {
        receive(INVITE.replace("Max-Forwards", "Via: SIP/2.0/UDP\r\nMax-Forwards"));
        assertThat(statuses()).containsExactly(400);
        assertThat(malformed("Via", true)).isEqualTo(1);
    }

    @Test
    void whatLooksLikeAHeaderInABodyIsNone() {
        receive(INVITE.replaceFirst("Via: .*?\r\n", "").replace("v=0", "Via: SIP/2.0/UDP 192.0.2.66;branch=z9hG4bKx"));
        assertThat(sent).isEmpty();
    }

    private double malformed(String part, boolean answered) {
        return meters.counter("sotto.gateway.sip.malformed", "part", part, "answered", Boolean.toString(answered))
                .count();
    }

    @Test
    void finishedCallsLeaveNothingBehind() {
        talking();
        receive(request("BYE", 2, "z9hG4bKb1", toTag(), "", ""));
        timers.pass(Duration.ofSeconds(64));
        assertThat(agent.dialogs()).isZero();
        assertThat(timers.isIdle()).isTrue();
    }
}
