package dev.sotto.gateway.sip.door;

/** So many a second and, after a rest, so many at once. Times are nanoseconds of one clock. */
final class Bucket {

    record Rate(double perSecond, double burst) {}

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
