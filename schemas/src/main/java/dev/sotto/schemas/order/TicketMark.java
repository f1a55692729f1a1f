package dev.sotto.schemas.order;

/** What a screen of the kitchen can say of dishes, or of a whole order. */
public enum TicketMark {
    DONE,
    UNDONE,
    FIRED,
    HELD,
    RUSHED,
    UNRUSHED,
    SEEN
}
