package dev.sotto.schemas.order;

/** The guests sit at another table now. */
public record OrderMovedToTable(String tableNumber, String by) implements OrderEvent {}
