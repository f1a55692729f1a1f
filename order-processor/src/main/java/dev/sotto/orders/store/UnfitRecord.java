package dev.sotto.orders.store;

import java.util.function.Supplier;

/** A record that can never become an order; the message says why and goes with it to the dead letters. */
public final class UnfitRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfitRecord(String why) {
        super(why);
    }

    /** What our own code could not make of it. */
    UnfitRecord(RuntimeException cause) {
        super("it cannot be understood: " + cause, cause);
    }

    /** Runs code that touches nothing but the record; whatever goes wrong in it is the record's fault. */
    public static <T> T understand(Supplier<T> code) {
        try {
            return code.get();
        } catch (UnfitRecord known) {
            throw known;
        } catch (RuntimeException unforeseen) {
            throw new UnfitRecord(unforeseen);
        }
    }
}
