package dev.sotto.load.phone;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.Sdp.Direction;
import dev.sotto.load.sound.FarVoice;
import dev.sotto.load.sound.LineClock;
import dev.sotto.load.sound.Pcm;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call that has been dialled and not yet answered: it may ring, be answered, be refused, or be taken back. */
public final class Dialling {
    private final SipLine line;
    private final LineClock clock;
    private final SipAddress callee;
    private final Consumer<PhoneCall> onAnswer;
    private final DatagramSocket media;
    private final Ear ear;
    private final Instant dialledAt;
    private final SipMessage.Request invite;
    private final ClientTransaction transaction;
    private final CompletableFuture<Integer> ringing = new CompletableFuture<>();
    private final CompletableFuture<Integer> finalStatus = new CompletableFuture<>();
    private final CompletableFuture<PhoneCall> answered = new CompletableFuture<>();

    Dialling(SipLine line, LineClock clock, SipAddress callee, Consumer<PhoneCall> onAnswer) {
        this.line = line;
        this.clock = clock;
        this.callee = callee;
        this.onAnswer = onAnswer;
        InetSocketAddress target = callee.target();
        media = openMedia(line.local());
        ear = new Ear(new FarVoice(clock, Pcm.PHONE_RATE_HZ), line.manners().codecs());
        invite = invite();
        transaction = new ClientTransaction(line, invite, target, this::provisional);
        dialledAt = clock.now();
        ear.listenTo(media);
        Thread.ofVirtual().name("phone-dialling").start(this::place);
    }

    /** Waits for the answer as long as the phone's manners say. */
    public PhoneCall answered() {
        return answered(line.manners().patience());
    }

    /** Waits for the answer; a call that is not answered in time is taken back with CANCEL. */
    public PhoneCall answered(Duration patience) {
        try {
            return Waiting.on(answered, patience, callee.uri() + " to answer the call");
        } catch (WaitedInVain late) {
            transaction.cancel();
            throw late;
        }
    }

    /** Waits for a provisional answer beyond 100 and returns its status: 180 rings, 183 has early media. */
    public int ringing(Duration patience) {
        return Waiting.on(ringing, patience, callee.uri() + " to ring");
    }

    /**
     * Takes the call back. Returns the status the far side ended it with: 487 as a rule, 200 when its answer crossed
     * our CANCEL (the call is then hung up at once).
     */
    public int cancel() {
        transaction.cancel();
        return Waiting.on(
                finalStatus,
                line.manners().transactionLimit().plusSeconds(1),
                callee.uri() + " to give the cancelled call up");
    }

    private void place() {
        try {
            SipMessage.Response answer = transaction.run();
            finalStatus.complete(answer.status());
            if (answer.status() >= 300) {
                fail(new CallRefused(answer.status(), answer.reason()));
            } else {
                takeUp(answer);
            }
        } catch (RuntimeException failed) {
            fail(failed);
        }
    }

    private void takeUp(SipMessage.Response answer) {
        Dialog dialog = new Dialog(line, invite, answer);
        transaction.acknowledge(dialog.ackOf(invite), dialog.nextHop());
        if (transaction.isCancelled()) {
            new ClientTransaction(line, dialog.request("BYE"), dialog.nextHop()).run();
            fail(new CallRefused(487, "The answer crossed our CANCEL; the call was hung up"));
            return;
        }
        Sdp far;
        try {
            far = Sdp.parse(answer.body(), line.manners().codecs());
        } catch (MalformedSip unusable) {
            new ClientTransaction(line, dialog.request("BYE"), dialog.nextHop()).run();
            throw unusable;
        }
        PhoneCall call = new PhoneCall(line, clock, dialog, media, ear, far, dialledAt);
        onAnswer.accept(call);
        answered.complete(call);
    }

    private void fail(RuntimeException failure) {
        media.close();
        ringing.completeExceptionally(failure);
        answered.completeExceptionally(failure);
        finalStatus.completeExceptionally(failure);
    }

    private void provisional(SipMessage.Response response) {
        if (response.status() > 100) {
            ringing.complete(response.status());
        }
    }

    private SipMessage.Request invite() {
        String self = "<sip:" + line.manners().callerNumber() + "@" + line.hostPort() + ">";
        Headers headers = Headers.of(
                "Via",
                line.newVia(),
                "Max-Forwards",
                "70",
                "From",
                self + ";tag=" + SipLine.token(),
                "To",
                "<" + callee.uri() + ">",
                "Call-ID",
                SipLine.token() + SipLine.token(),
                "CSeq",
                "1 INVITE",
                "Contact",
                self,
                "Allow",
                SipPhone.ALLOW,
                "User-Agent",
                "sotto-test-phone",
                "Content-Type",
                "application/sdp");
        InetSocketAddress mouthpiece = new InetSocketAddress(line.local().getAddress(), media.getLocalPort());
        String sdp = Sdp.offer(mouthpiece, line.manners().codecs(), 1, Direction.SENDRECV);
        return new SipMessage.Request("INVITE", callee.uri(), headers, sdp);
    }

    /** RTP stands on an even port (RFC 3550 section 11); the machine gives odd ones too. */
    private static DatagramSocket openMedia(InetSocketAddress local) {
        try {
            while (true) {
                DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local.getAddress(), 0));
                if (socket.getLocalPort() % 2 == 0) {
                    return socket;
                }
                socket.close();
            }
        } catch (SocketException none) {
            throw new UncheckedIOException("No port for the voice of a call: " + none.getMessage(), none);
        }
    }
}
