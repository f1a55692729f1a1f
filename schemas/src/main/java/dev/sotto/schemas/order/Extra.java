package dev.sotto.schemas.order;

/** One addition. */
public record Extra(String id, String name, String amount, long priceMinor) {}
