package dev.sotto.orders.store;

import org.springframework.transaction.TransactionDefinition;

/** Whose rows a transaction may touch. PostgreSQL refuses all others, whatever a query forgets to say. */
public sealed interface Reach extends TransactionDefinition {

    /** The part the transaction plays, a role of the database. */
    String part();

    /** The restaurant whose rows there are; empty where the part needs none. */
    String restaurantId();

    static Reach of(String restaurantId) {
        return new Restaurant(restaurantId, false);
    }

    /** The rows of all restaurants: for what writes down the log. */
    static Reach everyone() {
        return new Everyone(false);
    }

    /** What devices wait for that nobody knows yet. */
    static Reach porter() {
        return new Porter(false);
    }

    /** The same rows, and none of them changed. */
    Reach onlyReading();

    /** Of one restaurant's people. */
    record Restaurant(String restaurantId, boolean isReadOnly) implements Reach {

        @Override
        public String part() {
            return "sotto_desk";
        }

        @Override
        public Reach onlyReading() {
            return new Restaurant(restaurantId, true);
        }
    }

    /** Of the log. */
    record Everyone(boolean isReadOnly) implements Reach {

        @Override
        public String part() {
            return "sotto_intake";
        }

        @Override
        public String restaurantId() {
            return "";
        }

        @Override
        public Reach onlyReading() {
            return new Everyone(true);
        }
    }

    /** Of those who stand before the door. */
    record Porter(boolean isReadOnly) implements Reach {

        @Override
        public String part() {
            return "sotto_porter";
        }

        @Override
        public String restaurantId() {
            return "";
        }

        @Override
        public Reach onlyReading() {
            return new Porter(true);
        }
    }
}
