package dev.sotto.schemas.order;

/** One choice. */
public record ChosenOption(String groupId, String groupName, String valueId, String valueName, long priceMinor) {}
