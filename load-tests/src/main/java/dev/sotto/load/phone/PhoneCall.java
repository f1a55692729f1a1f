package dev.sotto.load.phone;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.Sdp.Direction;
import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.LineClock;
import dev.sotto.load.sound.Microphone;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import dev.sotto.load.sound.Wav;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** An answered call: both voices, and its end. Every wait blocks its (virtual) thread and ends with a reason. */
public final class PhoneCall implements AutoCloseable {
    /** Longer than the pause between two sentences, shorter than anyone would wait for the next. */
    private static final Duration FALLEN_SILENT = Duration.ofMillis(800);

    private final SipLine line;
    private final LineClock clock;
    private final Dialog dialog;
    private final DatagramSocket media;
    private final Ear ear;
    private final Mouth mouth;
    private final Microphone microphone;
    private final Instant dialledAt;
    private final Instant answeredAt;
    private final AtomicLong sessionVersion = new AtomicLong(1);
    private final CompletableFuture<CallEnd> ended = new CompletableFuture<>();

    PhoneCall(SipLine line, LineClock clock, Dialog dialog, DatagramSocket media, Ear ear, Sdp far, Instant dialledAt) {
        this.line = line;
        this.clock = clock;
        this.dialog = dialog;
        this.media = media;
        this.ear = ear;
        this.dialledAt = dialledAt;
        answeredAt = clock.now();
        mouth = new Mouth(media, far);
        microphone = new Microphone(clock, Pcm.PHONE_RATE_HZ, mouth);
        line.expectRequests(dialog.callId(), this::requested);
        microphone.open("phone-mouth-" + media.getLocalPort());
    }

    public String callId() {
        return dialog.callId();
    }

    public Instant dialledAt() {
        return dialledAt;
    }

    public Instant answeredAt() {
        return answeredAt;
    }

    /** This call's clock, with which all its instants can be compared. */
    public Instant now() {
        return clock.now();
    }

    /** Speaks, after what is being said already, and returns when the last packet has left. */
    public Said say(Pcm sound) {
        return Waiting.on(
                beginSaying(sound),
                sound.duration().plus(line.manners().patience()),
                "our own words to be through (is the call on hold?)");
    }

    public Said say(Path wav) {
        return say(Wav.read(wav));
    }

    /** Speaks without waiting, so that the caller can be interrupted, or interrupt. */
    public CompletableFuture<Said> beginSaying(Pcm sound) {
        return microphone.say(sound);
    }

    /** Stops in the middle of the word. */
    public void hush() {
        microphone.hush();
    }

    /** Waits until the far voice has spoken, since the last hearing, and then been silent for 0.8 s. */
    public Heard hear() {
        return hear(FALLEN_SILENT, line.manners().patience());
    }

    public Heard hear(Duration silence) {
        return hear(silence, line.manners().patience());
    }

    /** What was heard when the call ends in the middle is returned; when nothing was, {@link CallOver} is thrown. */
    public Heard hear(Duration silence, Duration patience) {
        return ear.voice().hear(silence, patience);
    }

    /** When the first voiced packet after an instant arrived; waits for one as long as the phone's manners say. */
    public Instant firstVoiceAfter(Instant instant) {
        return firstVoiceAfter(instant, line.manners().patience());
    }

    public Instant firstVoiceAfter(Instant instant, Duration patience) {
        return ear.voice().firstVoiceAfter(instant, patience);
    }

    /** From the last voiced packet we sent to the first voiced packet we received after it. */
    public Duration answerLatency(Said said) {
        return Duration.between(said.lastVoiceAt(), firstVoiceAfter(said.lastVoiceAt()));
    }

    /** Everything received so far, 8 kHz, gaps as silence. */
    public Pcm recording() {
        return ear.voice().recording();
    }

    public LineQuality quality() {
        return ear.quality();
    }

    /** Puts the far side on hold: it is told that it will not be listened to, and we send nothing. */
    public void hold() {
        microphone.hold(true);
        renegotiate(Direction.SENDONLY);
    }

    public void resume() {
        renegotiate(Direction.SENDRECV);
        microphone.hold(false);
    }

    /** Ends the call, if it has not ended already, and says how it ended. */
    public CallEnd hangUp() {
        if (!ended.isDone()) {
            silence(new CallEnd.WeHungUp(clock.now()));
            try {
                SipMessage.Response answer = new ClientTransaction(line, dialog.request("BYE"), dialog.nextHop()).run();
                over(
                        answer.status() < 300
                                ? new CallEnd.WeHungUp(clock.now())
                                : new CallEnd.Lost(
                                        clock.now(), "BYE was answered " + answer.status() + " " + answer.reason()));
            } catch (WaitedInVain unanswered) {
                over(new CallEnd.Lost(clock.now(), String.valueOf(unanswered.getMessage())));
            }
        }
        return ended.join();
    }

    public boolean isOver() {
        return ended.isDone();
    }

    /** Waits for the end of the call. */
    public CallEnd ended() {
        return ended(line.manners().patience());
    }

    public CallEnd ended(Duration patience) {
        return Waiting.on(ended, patience, "the call to end");
    }

    @Override
    public void close() {
        hangUp();
    }

    private void requested(SipLine.Arrived arrived) {
        SipMessage.Request request = arrived.request();
        if (!dialog.isOurs(request)) {
            answer(arrived, 481, "Call/Transaction Does Not Exist");
            return;
        }
        switch (request.method()) {
            case "ACK" -> {}
            case "BYE" -> {
                answer(arrived, 200, "OK");
                over(new CallEnd.FarSideHungUp(
                        clock.now(), request.headers().first("Reason").orElse("")));
            }
            case "INVITE", "UPDATE" -> changeSession(arrived);
            case "OPTIONS", "INFO", "NOTIFY", "MESSAGE" -> answer(arrived, 200, "OK");
            default -> answer(arrived, 405, "Method Not Allowed");
        }
    }

    /** The far side moves its media, puts us on hold, or only refreshes the session. */
    private void changeSession(SipLine.Arrived arrived) {
        SipMessage.Request request = arrived.request();
        SipMessage.Response ok = request.answer(200, "OK", dialog.localTag());
        Headers headers = ok.headers().and("Contact", "<sip:" + line.hostPort() + ">");
        try {
            if (!request.body().isBlank()) {
                mouth.turnTo(Sdp.parse(request.body(), line.manners().codecs()));
            }
        } catch (MalformedSip unusable) {
            answer(arrived, 488, "Not Acceptable Here");
            return;
        }
        dialog.refreshTarget(request);
        boolean describes = request.method().equals("INVITE") || !request.body().isBlank();
        line.answer(
                arrived,
                describes
                        ? new SipMessage.Response(
                                200, "OK", headers.and("Content-Type", "application/sdp"), sdp(Direction.SENDRECV))
                        : new SipMessage.Response(200, "OK", headers, ""));
    }

    private void renegotiate(Direction direction) {
        SipMessage.Request reinvite = dialog.reinvite(sdp(direction));
        ClientTransaction transaction = new ClientTransaction(line, reinvite, dialog.nextHop());
        SipMessage.Response answer = transaction.run();
        if (answer.status() >= 300) {
            throw new CallRefused(answer.status(), answer.reason() + " (to a change of the running call)");
        }
        dialog.refreshTarget(answer);
        transaction.acknowledge(dialog.ackOf(reinvite), dialog.nextHop());
        if (direction == Direction.SENDRECV) {
            mouth.turnTo(Sdp.parse(answer.body(), line.manners().codecs()));
        }
    }

    private String sdp(Direction direction) {
        InetSocketAddress mouthpiece = new InetSocketAddress(line.local().getAddress(), media.getLocalPort());
        return Sdp.offer(mouthpiece, line.manners().codecs(), sessionVersion.incrementAndGet(), direction);
    }

    private void answer(SipLine.Arrived arrived, int status, String reason) {
        line.answer(arrived, arrived.request().answer(status, reason, dialog.localTag()));
    }

    private void over(CallEnd end) {
        if (ended.complete(end)) {
            silence(end);
            line.forgetLater(dialog.callId());
        }
    }

    private void silence(CallEnd end) {
        microphone.close(undone -> new CallOver(end, undone));
        ear.voice().close(awaited -> new CallOver(end, "In vain was waited for " + awaited + "."));
        media.close();
    }
}
