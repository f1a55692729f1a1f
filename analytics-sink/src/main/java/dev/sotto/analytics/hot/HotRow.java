package dev.sotto.analytics.hot;

/**
 * A row that may not be in its table yet.
 *
 * @param nth which of its record's rows, from 0
 * @param content the row as a JSON object, by column name
 */
public record HotRow(int partition, long offset, int nth, String restaurantId, String content) {}
