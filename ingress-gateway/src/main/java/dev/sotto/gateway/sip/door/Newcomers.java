package dev.sotto.gateway.sip.door;

import dev.sotto.gateway.sip.door.Doorkeeper.Admission;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that has never acknowledged an answer of ours may be forged, and a thousand forged ones must not keep a real
 * one out. While there are few, all are let in; in a flood only who knocks a second time, and who was answered without
 * acknowledging it soon makes room for others. One acknowledgement, and a source is no newcomer any more.
 */
public final class Newcomers {

    /** All of them together are as much work as one busy trunk. */
    private static final Bucket.Rate RATE = new Bucket.Rate(300, 600);

    /** Those who knock twice in a flood: they have waited already, so they need not share with those who knock once. */
    private static final Bucket.Rate PATIENT = new Bucket.Rate(100, 200);

    /** Calls that ring or wait for their ACK, beyond which forged ones never get; a rush from one trunk has room. */
    private static final int MAX_RINGING = 100;

    /** A carrier has a handful of addresses: when newcomers ring from more than this, most of them are forged… */
    private static final int MANY_SOURCES = 16;

    /** …and are kept from taking the lines of everybody else. */
    private static final int MAX_RINGING_IN_A_FLOOD = 60;

    /** A flood has pauses. */
    private static final long CALM_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** An answer and its ACK take a round trip; who needs longer keeps his place only while nobody else wants it. */
    private static final long HEARD_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Who never acknowledged is not let in again in the same flood. */
    private static final long DISTRUSTED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Map<InetAddress, Boolean> proven = new Remembered<>();
    private final Map<InetAddress, Long> neverHeard = new Remembered<>();
    private final Map<InetAddress, Integer> ringing = new HashMap<>();
    private final Set<Guest> answered = new LinkedHashSet<>();
    private final SecondKnock knocks = new SecondKnock();
    private final Bucket rate;
    private final Bucket patient;
    private int places;
    private long floodUntilNanos;

    Newcomers(LongSupplier nanos) {
        this.nanos = nanos;
        this.rate = new Bucket(RATE, nanos.getAsLong());
        this.patient = new Bucket(PATIENT, nanos.getAsLong());
        this.floodUntilNanos = nanos.getAsLong();
    }

    void proved(InetAddress source) {
        proven.put(source, true);
        neverHeard.remove(source);
    }

    Admission ask(SipRequest request, Hop hop) {
        InetAddress source = hop.address().getAddress();
        if (proven.containsKey(source)) {
            return Admission.COME_IN;
        }
        boolean rings = request.is("INVITE");
        if (!rings || hop.isReliable()) {
            // A stream proves its address, but says nothing twice.
            return rate.take(nanos.getAsLong()) && (!rings || hasPlace()) ? Admission.COME_IN : Admission.GO_AWAY;
        }
        return mayRing(request, source) && hasPlace() ? Admission.COME_IN : Admission.KNOCK_AGAIN;
    }

    private boolean mayRing(SipRequest invite, InetAddress source) {
        long now = nanos.getAsLong();
        if (!isFlood(now) && rate.take(now)) {
            return true;
        }
        floodUntilNanos = now + CALM_AFTER_NANOS;
        Long distrustedAt = neverHeard.get(source);
        boolean trusted = distrustedAt == null || now - distrustedAt > DISTRUSTED_NANOS;
        return knocks.isSecond(invite, source, now) && trusted && patient.take(now);
    }

    private boolean isFlood(long now) {
        return now < floodUntilNanos || ringing.size() > MANY_SOURCES;
    }

    private boolean hasPlace() {
        int most = isFlood(nanos.getAsLong()) ? MAX_RINGING_IN_A_FLOOD : MAX_RINGING;
        return places < most || makesPlace();
    }

    private boolean makesPlace() {
        Guest longest = answered.isEmpty() ? null : answered.iterator().next();
        boolean heardTooLate = longest != null && nanos.getAsLong() - longest.answeredAtNanos > HEARD_WITHIN_NANOS;
        if (longest != null && heardTooLate) {
            longest.goes();
        }
        return heardTooLate;
    }

    Guest ring(InetAddress source) {
        return new Guest(source, !proven.containsKey(source));
    }

    /** A caller who has been let in and rings; each method counts once. */
    public final class Guest {

        private final InetAddress source;
        private boolean counts;
        private long answeredAtNanos;
        private @Nullable Runnable goodbye;

        private Guest(InetAddress source, boolean counts) {
            this.source = source;
            this.counts = counts;
            if (counts) {
                places++;
                ringing.merge(source, 1, Integer::sum);
            }
        }

        /** He was answered; {@code leave} ends that call when others need his place before he acknowledges it. */
        public void answered(Runnable leave) {
            if (counts) {
                answeredAtNanos = nanos.getAsLong();
                goodbye = leave;
                answered.add(this);
            }
        }

        /** He has acknowledged an answer, which nobody can who does not see what we send. */
        public void proved() {
            Newcomers.this.proved(source);
            left();
        }

        /** {@code heard} is false when an answer was given and never acknowledged. */
        public void left(boolean heard) {
            if (!heard) {
                neverHeard.put(source, nanos.getAsLong());
            }
            left();
        }

        private void left() {
            if (counts) {
                counts = false;
                places--;
                answered.remove(this);
                ringing.computeIfPresent(source, (whose, calls) -> calls == 1 ? null : calls - 1);
            }
        }

        private void goes() {
            Runnable leave = goodbye;
            left();
            if (leave != null) {
                leave.run();
            }
        }
    }
}
