package dev.sotto.schemas.order;

/** One removal. */
public record RemovedIngredient(String id, String name) {}
