package dev.sotto.gateway.rtp;

import org.jspecify.annotations.Nullable;

/**
 * What a line was like, from both of its ends.
 *
 * @param strangers packets from others than the caller
 * @param unproved packets whose sender did not prove that he knows the key, or that were sent again
 * @param roundTripMillis null when the caller's phone tells nothing, and so the two that follow
 */
public record LineQuality(
        long received,
        long lost,
        long duplicated,
        long tooLate,
        double jitterMillis,
        long strangers,
        long unproved,
        @Nullable Double roundTripMillis,
        @Nullable Long lostThere,
        @Nullable Double jitterThereMillis) {

    LineQuality(RtpStatistics here, LineReports there, long strangers, long unproved) {
        this(
                here.received(),
                here.lost(),
                here.duplicated(),
                here.tooLate(),
                here.jitterMillis(),
                strangers,
                unproved,
                there.roundTripMillis(),
                there.lostThere(),
                there.jitterThereMillis());
    }
}
