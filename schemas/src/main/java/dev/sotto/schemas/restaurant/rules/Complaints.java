package dev.sotto.schemas.restaurant.rules;

/** Whoever tells the writer of a menu what is wrong with it. */
@FunctionalInterface
public interface Complaints {

    /**
     * @param field where, such as {@code menu.items[3].price}
     * @param what is wrong there, as the end of a sentence that begins with the field
     * @param suggestion how to mend it; empty where nobody knows
     */
    void add(String field, String what, String suggestion);
}
