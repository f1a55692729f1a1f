package dev.sotto.schemas.restaurant;

/** When a ticket turns yellow and red: patience for one kind of order. */
public record KitchenAgeing(String service, int warnMinutes, int lateMinutes) {}
