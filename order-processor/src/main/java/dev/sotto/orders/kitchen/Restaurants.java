package dev.sotto.orders.kitchen;

/** The restaurants, as far as a screen must know them; a live view of their configuration. */
@FunctionalInterface
public interface Restaurants {

    /** What is known of the restaurant; one without configuration goes by its id, in English. */
    Greeting greeting(String restaurantId);

    /** How a screen presents itself. */
    record Greeting(String restaurantId, String name, String language) {}
}
