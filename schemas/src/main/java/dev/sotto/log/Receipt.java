package dev.sotto.log;

/** What is given back for a record once its work is durable. */
@FunctionalInterface
public interface Receipt {

    /** Idempotent; from any thread; without effect when {@link #isVoid}. */
    void acknowledge();

    /**
     * True once the record's partition was taken away from us: it is delivered again, to us or to another worker, and
     * what we still know of it may be out of date.
     */
    default boolean isVoid() {
        return false;
    }
}
