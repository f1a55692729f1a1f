package dev.sotto.dialogue.colleague.desk;

import java.time.Instant;

/**
 * Somebody with a question.
 *
 * @param id of the question, under which it is told what it took
 * @param tokens what it will take, estimated
 * @param deadline when nobody waits for an answer any more
 */
public record Visitor(String id, String restaurantId, Priority priority, long tokens, Instant deadline) {}
