package dev.sotto.load.phone;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.Headers.Header;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its final answer over a line that loses datagrams: the client transactions of RFC 3261 section 17.1. */
final class ClientTransaction {
    /** While it rings only whoever waits may lose patience; this is how soon their CANCEL is noticed. */
    private static final long RINGING_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final SipLine line;
    private final SipMessage.Request request;
    private final InetSocketAddress to;
    private final Consumer<SipMessage.Response> onProvisional;
    private final BlockingQueue<SipMessage.Response> answers = new LinkedBlockingQueue<>();
    private final boolean invite;
    private long deadline;
    private boolean proceeding;
    private boolean cancelWanted;
    private boolean finished;
    private SipMessage.@Nullable Request ack;
    private @Nullable InetSocketAddress ackTo;

    ClientTransaction(
            SipLine line,
            SipMessage.Request request,
            InetSocketAddress to,
            Consumer<SipMessage.Response> onProvisional) {
        this.line = line;
        this.request = request;
        this.to = to;
        this.onProvisional = onProvisional;
        invite = request.method().equals("INVITE");
        line.expect(request.branch(), this::receive);
    }

    ClientTransaction(SipLine line, SipMessage.Request request, InetSocketAddress to) {
        this(line, request, to, provisional -> {});
    }

    /** Sends, retransmits, and returns the final answer; a refused INVITE is acknowledged here. */
    SipMessage.Response run() {
        long t1 = line.manners().t1().toNanos();
        long interval = t1;
        long resendAt = System.nanoTime() + interval;
        extendDeadline();
        line.send(request, to);
        while (true) {
            boolean retransmits = !invite || !isProceeding();
            long wakeAt = retransmits ? Math.min(resendAt, deadline()) : System.nanoTime() + RINGING_POLL_NANOS;
            SipMessage.Response response = next(wakeAt - System.nanoTime());
            if (response != null && response.status() >= 200) {
                return finish(response);
            } else if (response != null) {
                proceed(response);
            } else if (System.nanoTime() >= deadline() && (retransmits || isCancelled())) {
                line.forgetLater(request.branch());
                throw new WaitedInVain(
                        line.manners().transactionLimit(),
                        "an answer to " + request.method() + " from " + request.uri());
            } else if (retransmits && System.nanoTime() >= resendAt) {
                line.send(request, to);
                // Timer A doubles for ever; timer E stops doubling at T2, which is 8 T1.
                interval = invite ? interval * 2 : Math.min(interval * 2, 8 * t1);
                resendAt = System.nanoTime() + interval;
            }
        }
    }

    /** Takes an INVITE back; RFC 3261 section 9.1 lets CANCEL go only after a provisional answer. */
    synchronized void cancel() {
        if (!cancelWanted && !finished) {
            cancelWanted = true;
            extendDeadline();
            if (proceeding) {
                sendCancel();
            }
        }
    }

    synchronized boolean isCancelled() {
        return cancelWanted;
    }

    /** Acknowledges a 2xx, now and whenever it comes again because this got lost. */
    synchronized void acknowledge(SipMessage.Request acknowledgement, InetSocketAddress target) {
        ack = acknowledgement;
        ackTo = target;
        line.send(acknowledgement, target);
    }

    private synchronized void receive(SipMessage.Response response) {
        if (!finished) {
            answers.add(response);
        } else if (ack != null && ackTo != null && response.status() >= 200) {
            line.send(ack, ackTo);
        }
    }

    private synchronized void proceed(SipMessage.Response response) {
        proceeding = true;
        if (cancelWanted) {
            sendCancel();
        }
        onProvisional.accept(response);
    }

    private synchronized boolean isProceeding() {
        return proceeding;
    }

    private synchronized SipMessage.Response finish(SipMessage.Response response) {
        finished = true;
        if (invite && response.status() >= 300) {
            acknowledge(sameBranch("ACK", response.headers().required("To")), to);
        }
        line.forgetLater(request.branch());
        return response;
    }

    private synchronized void extendDeadline() {
        deadline = System.nanoTime() + line.manners().transactionLimit().toNanos();
    }

    private synchronized long deadline() {
        return deadline;
    }

    private void sendCancel() {
        ClientTransaction cancel = new ClientTransaction(
                line, sameBranch("CANCEL", request.headers().required("To")), to);
        // CANCEL and INVITE share a branch (section 9.1): answers go to both by their CSeq, from the first on.
        line.expect(request.branch(), response -> {
            boolean ofCancel = response.headers().required("CSeq").endsWith("CANCEL");
            (ofCancel ? cancel : this).receive(response);
        });
        Thread.ofVirtual().name("phone-cancel").start(() -> {
            try {
                cancel.run();
            } catch (WaitedInVain unanswered) {
                // The INVITE's own limit, which now runs, tells whoever waits.
            }
        });
    }

    /** ACK for a refusal and CANCEL repeat the INVITE's Via, Route and CSeq number (sections 17.1.1.3 and 9.1). */
    private SipMessage.Request sameBranch(String method, String toHeader) {
        List<Header> fields = new ArrayList<>(request.headers().named("Via").subList(0, 1));
        fields.addAll(request.headers().named("Route"));
        fields.add(new Header("Max-Forwards", "70"));
        fields.add(new Header("From", request.headers().required("From")));
        fields.add(new Header("To", toHeader));
        fields.add(new Header("Call-ID", request.callId()));
        fields.add(new Header("CSeq", request.headers().required("CSeq").split(" ", 2)[0] + " " + method));
        return new SipMessage.Request(method, request.uri(), new Headers(fields), "");
    }

    private SipMessage.@Nullable Response next(long nanos) {
        try {
            return answers.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for an answer to " + request.method() + ".", interrupted);
        }
    }
}
