package dev.sotto.load.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.ScriptedPeer.Message;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.Tone;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneSignallingTest {
    private static final Duration T1 = Duration.ofMillis(100);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final SipPhone phone =
            SipPhone.at("127.0.0.1", PhoneManners.PLAIN.roundTrip(T1).waiting(Duration.ofSeconds(10)));

    @AfterEach
    void hangUpBoth() {
        peer.answerEverything();
        phone.close();
        peer.close();
    }

    @Test
    void aCallIsPlacedAnsweredAndHungUp() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE " + peer.uri());
        peer.answer(invite, 100, "Trying");
        peer.answer(invite, 180, "Ringing");
        assertThat(dialling.ringing(Duration.ofSeconds(2))).isEqualTo(180);
        peer.accept(invite);
        Message ack = peer.next("ACK sip:peer@127.0.0.1");
        assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
        assertThat(ack.branch()).isNotEqualTo(invite.branch());

        PhoneCall call = dialling.answered();
        CompletableFuture<CallEnd> end = CompletableFuture.supplyAsync(call::hangUp);
        Message bye = peer.next("BYE sip:peer@127.0.0.1");
        assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
        assertThat(bye.header("To")).endsWith("tag=" + ScriptedPeer.TAG);
        peer.answer(bye, 200, "OK");
        assertThat(end.join()).isInstanceOf(CallEnd.WeHungUp.class);
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void anInviteThatGetsLostIsSentAgainAtDoublingIntervals() {
        Dialling dialling = phone.dial(peer.uri());
        Message first = peer.next("INVITE");
        Message second = peer.next("INVITE");
        Message third = peer.next("INVITE");
        Message fourth = peer.next("INVITE");
        assertThat(fourth.text()).isEqualTo(first.text());
        assertThat(millis(first, second)).isBetween(95.0, 195.0);
        assertThat(millis(second, third)).isBetween(120.0, 390.0);
        assertThat(millis(third, fourth)).isBetween(300.0, 790.0);
        peer.answer(fourth, 100, "Trying");
        assertThat(peer.isQuietFor(T1.multipliedBy(9))).isTrue();
        peer.accept(fourth);
        peer.next("ACK");
        assertThat(dialling.answered().isOver()).isFalse();
    }

    @Test
    void anAnswerThatComesAgainIsAcknowledgedAgain() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.accept(invite);
        Message ack = peer.next("ACK");
        peer.accept(invite);
        assertThat(peer.next("ACK").text()).isEqualTo(ack.text());
        assertThat(dialling.answered().isOver()).isFalse();
    }

    @Test
    void aRingingCallIsTakenBackWithCancel() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.answer(invite, 180, "Ringing");
        dialling.ringing(Duration.ofSeconds(2));
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(dialling::cancel, Thread::startVirtualThread);
        Message cancel = peer.next("CANCEL " + peer.uri());
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
        peer.answer(cancel, 200, "OK");
        peer.answer(invite, 487, "Request Terminated");
        assertThat(peer.next("ACK").branch()).isEqualTo(invite.branch());
        assertThat(status.join()).isEqualTo(487);
        assertThatThrownBy(dialling::answered).isInstanceOf(CallRefused.class).hasMessageContaining("487");
    }

    @Test
    void cancelWaitsForTheFirstProvisionalAnswer() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(dialling::cancel, Thread::startVirtualThread);
        assertThat(peer.next("INVITE").text()).isEqualTo(invite.text());
        peer.answer(invite, 100, "Trying");
        Message cancel = peer.skipTo("CANCEL");
        peer.answer(cancel, 200, "OK");
        peer.answer(invite, 487, "Request Terminated");
        peer.next("ACK");
        assertThat(status.join()).isEqualTo(487);
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndHungUp() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.answer(invite, 180, "Ringing");
        dialling.ringing(Duration.ofSeconds(2));
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(dialling::cancel, Thread::startVirtualThread);
        Message cancel = peer.next("CANCEL");
        peer.accept(invite);
        peer.answer(cancel, 481, "Call/Transaction Does Not Exist");
        peer.next("ACK");
        peer.answer(peer.next("BYE"), 200, "OK");
        assertThat(status.join()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"404, Not Found", "503, Service Unavailable", "486, Busy Here"})
    void aRefusedCallSaysStatusAndReason(int status, String reason) {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.answer(invite, status, reason);
        Message ack = peer.next("ACK " + peer.uri());
        assertThat(ack.branch()).isEqualTo(invite.branch());
        assertThat(ack.header("To")).endsWith("tag=" + ScriptedPeer.TAG);
        peer.answer(invite, status, reason);
        assertThat(peer.next("ACK").text()).isEqualTo(ack.text());
        assertThatThrownBy(dialling::answered)
                .isInstanceOfSatisfying(CallRefused.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(status);
                    assertThat(refusal.reason()).isEqualTo(reason);
                })
                .hasMessage("The call was refused: " + status + " " + reason);
    }

    @Test
    void aFarSideThatNeverAnswersIsSaidToHaveBeenAwaited() {
        try (SipPhone hasty = SipPhone.at("127.0.0.1", PhoneManners.PLAIN.roundTrip(Duration.ofMillis(10)))) {
            assertThatThrownBy(() -> hasty.call(peer.uri()))
                    .isInstanceOf(WaitedInVain.class)
                    .hasMessage("Waited 640 ms in vain for an answer to INVITE from " + peer.uri() + ".");
        }
    }

    @Test
    void losingPatienceWhileItRingsTakesTheCallBack() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.answer(invite, 180, "Ringing");
        assertThatThrownBy(() -> dialling.answered(Duration.ofMillis(200)))
                .isInstanceOf(WaitedInVain.class)
                .hasMessageContaining("200 ms in vain for " + peer.uri() + " to answer the call");
        peer.answer(peer.next("CANCEL"), 200, "OK");
        peer.answer(invite, 487, "Request Terminated");
        peer.next("ACK");
    }

    @Test
    void theFarSideHangingUpMidSpeechEndsTheUtteranceWithItsReason() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.accept(invite);
        peer.next("ACK");
        PhoneCall call = dialling.answered();
        CompletableFuture<Said> said =
                call.beginSaying(new Tone(440).lasting(Duration.ofSeconds(10), Pcm.PHONE_RATE_HZ, 0.5));
        peer.request(invite, "BYE", 1, "Reason: Q.850;cause=16");
        assertThat(peer.next("SIP/2.0 200").header("CSeq")).isEqualTo("1 BYE");
        assertThatThrownBy(said::join)
                .hasCauseInstanceOf(CallOver.class)
                .hasMessageContaining("The far side hung up (Q.850;cause=16). Of 10000 ms to be said");
        assertThat(call.ended()).isInstanceOf(CallEnd.FarSideHungUp.class);
        assertThatThrownBy(call::hear)
                .isInstanceOf(CallOver.class)
                .hasMessageEndingWith("In vain was waited for the far voice to speak.");

        peer.request(invite, "BYE", 1, "Reason: Q.850;cause=16");
        peer.next("SIP/2.0 200");
    }

    @Test
    void aByeThatGetsLostIsSentAgainAndAnUnansweredOneLosesTheCall() {
        Dialling dialling = phone.dial(peer.uri());
        peer.accept(peer.next("INVITE"));
        peer.next("ACK");
        PhoneCall call = dialling.answered();
        CompletableFuture<CallEnd> end = CompletableFuture.supplyAsync(call::hangUp);
        Message bye = peer.next("BYE");
        assertThat(peer.next("BYE").text()).isEqualTo(bye.text());
        assertThat(end.join().toString()).contains("The call was lost: Waited 6400 ms in vain for an answer to BYE");
    }

    @Test
    void aByeOfSomeoneElseIsTurnedAway() {
        Dialling dialling = phone.dial(peer.uri());
        Message invite = peer.next("INVITE");
        peer.accept(invite);
        peer.next("ACK");
        PhoneCall call = dialling.answered();
        peer.send(("BYE sip:phone SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + peer.sip.getLocalPort()
                + ";branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=stranger\r\nTo: " + invite.header("From")
                + "\r\nCall-ID: " + invite.header("Call-ID") + "\r\nCSeq: 9 BYE\r\n\r\n"));
        peer.next("SIP/2.0 481");
        assertThat(call.isOver()).isFalse();
    }

    @Test
    void requestsOfTheCallFollowTheRecordedRoute() {
        try (ScriptedPeer proxy = new ScriptedPeer()) {
            Dialling dialling = phone.dial(peer.uri());
            Message invite = peer.next("INVITE");
            String first = "<sip:10.9.8.7:5060;lr>";
            String last = "<sip:127.0.0.1:" + proxy.sip.getLocalPort() + ";lr>";
            peer.accept(invite, "Record-Route: " + first + ", " + last);
            Message ack = proxy.next("ACK sip:peer@127.0.0.1:" + peer.sip.getLocalPort());
            assertThat(ack.header("Route")).isEqualTo(last);
            PhoneCall call = dialling.answered();
            CompletableFuture<CallEnd> end = CompletableFuture.supplyAsync(call::hangUp);
            proxy.answer(proxy.next("BYE"), 200, "OK");
            assertThat(end.join()).isInstanceOf(CallEnd.WeHungUp.class);
        }
    }

    @Test
    void holdAndResumeAreSpokenInTheSessionDescription() {
        Dialling dialling = phone.dial(peer.uri());
        peer.accept(peer.next("INVITE"));
        peer.next("ACK");
        PhoneCall call = dialling.answered();
        CompletableFuture<Void> held = CompletableFuture.runAsync(call::hold);
        Message hold = peer.next("INVITE sip:peer@");
        assertThat(hold.text()).contains("a=sendonly").contains("CSeq: 2 INVITE");
        peer.accept(hold);
        assertThat(peer.next("ACK").header("CSeq")).isEqualTo("2 ACK");
        held.join();
        CompletableFuture<Void> resumed = CompletableFuture.runAsync(call::resume);
        Message resume = peer.next("INVITE");
        assertThat(resume.text()).contains("a=sendrecv").contains("CSeq: 3 INVITE");
        peer.accept(resume);
        peer.next("ACK");
        resumed.join();
    }

    @Test
    void optionsAreAskedAndAnswered() {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> phone.options(peer.uri()));
        Message options = peer.next("OPTIONS " + peer.uri());
        peer.answer(options, 200, "OK");
        assertThat(status.join()).isEqualTo(200);
        peer.sendTo(phone.address(), options.text().replace("z9hG4bK", "z9hG4bKpeer"));
        assertThat(peer.next("SIP/2.0 200").header("Allow")).contains("INVITE");
    }

    @Test
    void nonsenseOnTheLineIsCountedAndHarmsNothing() {
        peer.sendTo(phone.address(), "this is no SIP at all\r\n\r\n");
        peer.sendTo(phone.address(), "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP x:99999999\r\n\r\n");
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> phone.options(peer.uri()));
        peer.answer(peer.next("OPTIONS"), 200, "OK");
        assertThat(status.join()).isEqualTo(200);
        assertThat(phone.malformedMessages()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"tel:+33123456789", "sip:", "+33123456789", "sip:a@b:port"})
    void whatIsNoAddressIsNotDialled(String address) {
        assertThatThrownBy(() -> phone.dial(address))
                .hasMessage("'" + address + "' is no address to call; one looks like sip:+33123456789@127.0.0.1:5060");
    }

    private static double millis(Message from, Message to) {
        return (to.nanos() - from.nanos()) / 1e6;
    }
}
