package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transport.Networks;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A SIP port is found by scanners within minutes and can be flooded by anyone: strangers are told once that they are,
 * and nobody gets more work out of us than a busy trunk needs. Requests in established calls never pass here.
 */
final class Doorkeeper {

    /** Whether a message may be worked on. */
    enum Verdict {
        WELCOME,
        /** A stranger who has not been told yet. */
        TURNED_AWAY,
        IGNORED
    }

    /** A trunk of 50 calls a second has room for its OPTIONS and for a second of doubled load. */
    private static final Rate PER_SOURCE = new Rate(150, 300);

    /** Those who have completed no call yet share this: a thousand forged sources together are one busy trunk. */
    private static final Rate NEWCOMERS = new Rate(300, 600);

    /** An answer that only says no costs us as much as it costs them: no more of them than this. */
    private static final Rate REFUSALS = new Rate(200, 400);

    /** Calls of newcomers that ring or wait for their ACK, beyond which forged ones never get; a rush has room. */
    private static final int MAX_UNPROVEN = 100;

    /** A carrier has a handful of addresses: when newcomers ring from more than this, most of them are forged… */
    private static final int MANY_SOURCES = 16;

    /** …and are kept from taking the lines of everybody else. */
    private static final int MAX_UNPROVEN_FROM_MANY = 20;

    private static final long STRANGER_FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** A registrar is asked every minute, and a call we placed is over within this. */
    private static final long EXPECTED_NANOS = TimeUnit.HOURS.toNanos(2);

    private static final int REMEMBERED = 4096;

    private record Rate(double perSecond, double burst) {}

    private static final class Bucket {

        private final Rate rate;
        private double tokens;
        private long filledAtNanos;

        Bucket(Rate rate, long now) {
            this.rate = rate;
            this.tokens = rate.burst;
            this.filledAtNanos = now;
        }

        boolean take(long now) {
            tokens = Math.min(rate.burst, tokens + (now - filledAtNanos) * rate.perSecond / 1e9);
            filledAtNanos = now;
            boolean some = tokens >= 1;
            tokens -= some ? 1 : 0;
            return some;
        }
    }

    /** Forgets what was not asked for longest. */
    private static final class Remembered<V> extends LinkedHashMap<InetAddress, V> {

        Remembered() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private final Networks trunks;
    private final LongSupplier nanos;
    private final Map<InetAddress, Long> toldStrangers = new Remembered<>();
    private final Map<InetAddress, Long> asked = new Remembered<>();
    private final Map<InetAddress, Bucket> sources = new Remembered<>();
    private final Map<InetAddress, Boolean> proven = new Remembered<>();
    private final Map<InetAddress, Integer> ringing = new HashMap<>();
    private final Bucket newcomers;
    private final Bucket refusals;
    private int unproven;

    Doorkeeper(Networks trunks, LongSupplier nanos) {
        this.trunks = trunks;
        this.nanos = nanos;
        this.newcomers = new Bucket(NEWCOMERS, nanos.getAsLong());
        this.refusals = new Bucket(REFUSALS, nanos.getAsLong());
    }

    /** A trunk, or somebody we have asked something lately: his answers and his calls are expected. */
    boolean knows(InetAddress source) {
        Long askedAt = asked.get(source);
        return trunks.contains(source) || (askedAt != null && nanos.getAsLong() - askedAt < EXPECTED_NANOS);
    }

    void expect(InetAddress peer) {
        if (!trunks.contains(peer)) {
            asked.put(peer, nanos.getAsLong());
        }
    }

    Verdict arrives(InetAddress source) {
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

    /** Whether a request outside of any call is worked on. */
    boolean mayAsk(InetAddress source) {
        long now = nanos.getAsLong();
        Bucket own = sources.computeIfAbsent(source, first -> new Bucket(PER_SOURCE, now));
        return own.take(now) && (proven.containsKey(source) || newcomers.take(now));
    }

    /** A caller who has been let in and rings; each method counts once. */
    final class Guest {

        private final InetAddress source;
        private boolean unknown;

        private Guest(InetAddress source, boolean unknown) {
            this.source = source;
            this.unknown = unknown;
        }

        /** He has acknowledged an answer, which nobody can who does not see what we send. */
        void proved() {
            proven.put(source, true);
            left();
        }

        void left() {
            if (unknown) {
                unknown = false;
                unproven--;
                ringing.computeIfPresent(source, (whose, calls) -> calls == 1 ? null : calls - 1);
            }
        }
    }

    /** Null when so many newcomers ring that this one must try again. */
    @Nullable
    Guest ring(InetAddress source) {
        boolean unknown = !proven.containsKey(source);
        int room = ringing.size() > MANY_SOURCES ? MAX_UNPROVEN_FROM_MANY : MAX_UNPROVEN;
        if (unknown && unproven >= room) {
            return null;
        }
        if (unknown) {
            unproven++;
            ringing.merge(source, 1, Integer::sum);
        }
        return new Guest(source, unknown);
    }

    /** Whether we say why we do not work on something, rather than say nothing. */
    boolean mayRefuse() {
        return refusals.take(nanos.getAsLong());
    }
}
