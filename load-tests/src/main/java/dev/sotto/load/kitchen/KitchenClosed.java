package dev.sotto.load.kitchen;

/** The order-processor turned the kitchen away; trying again would change nothing. */
public final class KitchenClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KitchenClosed(String message) {
        super(message);
    }
}
