package dev.sotto.analytics.query;

import java.util.function.DoubleSupplier;
import reactor.core.publisher.Mono;

/**
 * A question that may take minutes.
 *
 * @param outcome begins to be looked for when somebody subscribes, and is given up when he cancels
 * @param percent how much is done, 0 to 100; below 0 while that is not known
 */
public record LongQuestion(Mono<QueryOutcome> outcome, DoubleSupplier percent) {}
