package dev.sotto.schemas.restaurant;

/** An ingredient that may be added, what one portion costs in minor units, and how many portions one piece may have. */
public record AllowedExtra(String ingredient, long priceMinor, int atMost) {}
