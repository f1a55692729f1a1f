package dev.sotto.orders.store;

/** A record that can never become an order; the message says why and goes with it to the dead letters. */
final class UnfitRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRecord(String why) {
        super(why);
    }
}
