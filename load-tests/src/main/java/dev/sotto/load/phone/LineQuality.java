package dev.sotto.load.phone;

/**
 * What became of the RTP packets sent to us. {@code jitterMillis} is RFC 3550's estimate; {@code longestGapMillis} the
 * longest time between two packets; {@code rejected} counts datagrams that were no RTP of an agreed codec.
 */
public record LineQuality(
        long received,
        long lost,
        long duplicated,
        long reordered,
        long rejected,
        double jitterMillis,
        long longestGapMillis) {}
