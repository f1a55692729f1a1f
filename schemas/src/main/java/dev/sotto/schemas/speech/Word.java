package dev.sotto.schemas.speech;

/** One recognised word. */
public record Word(String text, double confidence, long startMillis, long endMillis) {}
