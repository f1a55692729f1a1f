package dev.sotto.schemas.restaurant;

/** A station with a screen, as categories and dishes name it and as the screen is headed. */
public record KitchenStation(String id, String name) {}
