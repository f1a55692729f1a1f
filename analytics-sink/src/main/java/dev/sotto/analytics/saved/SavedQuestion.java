package dev.sotto.analytics.saved;

import java.time.Instant;

/** A statement under the name it was kept by. */
public record SavedQuestion(String name, String sql, Instant savedAt) {}
