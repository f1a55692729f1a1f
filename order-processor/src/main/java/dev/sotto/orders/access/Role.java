package dev.sotto.orders.access;

/** What a token's bearer does in the restaurant. */
public enum Role {
    /** Sees and bumps tickets; of a phone number only its last digits. */
    KITCHEN,
    /** Sees everything of the restaurant. */
    MANAGER
}
