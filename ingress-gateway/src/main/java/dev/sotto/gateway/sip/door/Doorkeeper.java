package dev.sotto.gateway.sip.door;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A SIP port is found by scanners within minutes and can be flooded by anyone: strangers are told once that they are,
 * and nobody gets more work out of us than a busy trunk needs. Requests in established calls never pass here.
 */
public final class Doorkeeper {

    /** Whether a message may be read. */
    public enum Verdict {
        WELCOME,
        /** A stranger who has not been told yet. */
        TURNED_AWAY,
        IGNORED
    }

    /** Whether a request outside of any call is worked on. */
    public enum Admission {
        COME_IN,
        /** Nothing is said, so that a caller who means it asks once more. */
        KNOCK_AGAIN,
        GO_AWAY
    }

    /** A trunk of 50 calls a second has room for its OPTIONS and for a second of doubled load. */
    private static final Bucket.Rate PER_SOURCE = new Bucket.Rate(150, 300);

    /** An answer that only says no costs us as much as it costs them: no more of them than this. */
    private static final Bucket.Rate REFUSALS = new Bucket.Rate(200, 400);

    private static final long STRANGER_FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** A registrar is asked every minute, and a call we placed is over within this. */
    private static final long EXPECTED_NANOS = TimeUnit.HOURS.toNanos(2);

    private final Networks trunks;
    private final LongSupplier nanos;
    private final Map<InetAddress, Long> toldStrangers = new Remembered<>();
    private final Map<InetAddress, Long> asked = new Remembered<>();
    private final Map<InetAddress, Bucket> sources = new Remembered<>();
    private final Newcomers newcomers;
    private final Bucket refusals;

    public Doorkeeper(Networks trunks, LongSupplier nanos) {
        this.trunks = trunks;
        this.nanos = nanos;
        this.newcomers = new Newcomers(nanos);
        this.refusals = new Bucket(REFUSALS, nanos.getAsLong());
    }

    /** A trunk, or somebody we have asked something lately: his answers and his calls are expected. */
    public boolean knows(InetAddress source) {
        Long askedAt = asked.get(source);
        return trunks.contains(source) || (askedAt != null && nanos.getAsLong() - askedAt < EXPECTED_NANOS);
    }

    public void expect(InetAddress peer) {
        if (!trunks.contains(peer)) {
            asked.put(peer, nanos.getAsLong());
        }
    }

    public Verdict arrives(InetAddress source) {
        if (knows(source)) {
            return Verdict.WELCOME;
        }
        long now = nanos.getAsLong();
        Long told = toldStrangers.get(source);
        if ((told != null && now - told < STRANGER_FORGOTTEN_NANOS) || !refusals.take(now)) {
            return Verdict.IGNORED;
        }
        toldStrangers.put(source, now);
        return Verdict.TURNED_AWAY;
    }

    public Admission asks(SipRequest request, Hop source) {
        InetAddress address = source.address().getAddress();
        long now = nanos.getAsLong();
        Bucket own = sources.computeIfAbsent(address, first -> new Bucket(PER_SOURCE, now));
        return own.take(now) ? newcomers.ask(request, source) : Admission.GO_AWAY;
    }

    /** One who was let in begins to ring. */
    public Newcomers.Guest ring(InetAddress source) {
        return newcomers.ring(source);
    }

    /** Acknowledged even that we refused him. */
    public void proved(InetAddress source) {
        newcomers.proved(source);
    }

    /** Whether we say why we do not work on something, rather than say nothing. */
    public boolean mayRefuse() {
        return refusals.take(nanos.getAsLong());
    }
}
