package dev.sotto.load.phone;

import java.time.Duration;
import java.util.List;

/**
 * How a phone presents itself and how patient it is. {@code t1} is RFC 3261's round-trip estimate, from which every
 * retransmission timer follows; {@code patience} bounds each wait that names no limit of its own.
 */
public record PhoneManners(String callerNumber, List<Codec> codecs, Duration t1, Duration patience) {
    public static final PhoneManners PLAIN = new PhoneManners(
            "+33600000001", List.of(Codec.PCMU, Codec.PCMA), Duration.ofMillis(500), Duration.ofSeconds(30));

    public PhoneManners {
        if (!callerNumber.matches("[+\\w.~-]+")) {
            throw new IllegalArgumentException(
                    "'" + callerNumber + "' is no caller number (digits, letters, + . _ -).");
        }
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("A phone offers at least one codec.");
        }
        if (!t1.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("A phone's timers are longer than zero.");
        }
        codecs = List.copyOf(codecs);
    }

    public PhoneManners calling(String from) {
        return new PhoneManners(from, codecs, t1, patience);
    }

    public PhoneManners offering(Codec... offered) {
        return new PhoneManners(callerNumber, List.of(offered), t1, patience);
    }

    public PhoneManners roundTrip(Duration estimate) {
        return new PhoneManners(callerNumber, codecs, estimate, patience);
    }

    public PhoneManners waiting(Duration limit) {
        return new PhoneManners(callerNumber, codecs, t1, limit);
    }

    /** Timers B and F: how long a request may stay without any answer. */
    Duration transactionLimit() {
        return t1.multipliedBy(64);
    }
}
