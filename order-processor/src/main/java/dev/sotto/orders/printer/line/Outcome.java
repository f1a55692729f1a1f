package dev.sotto.orders.printer.line;

/** What became of a slip. */
public sealed interface Outcome {

    /** @param confirmed the printer has said that all of it was printed; else it took all bytes and says nothing at all */
    record Printed(boolean confirmed) implements Outcome {}

    /** Nothing was sent to it. */
    record NotReady(Trouble trouble, String says) implements Outcome {
        static NotReady of(Trouble trouble) {
            return new NotReady(trouble, trouble.sentence());
        }
    }

    /** Some of it may be on paper, or all. */
    record Unsure(Trouble trouble, String says) implements Outcome {
        static Unsure of(Trouble trouble) {
            return new Unsure(trouble, trouble.sentence());
        }
    }
}
