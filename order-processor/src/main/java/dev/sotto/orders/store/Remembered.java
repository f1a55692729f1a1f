package dev.sotto.orders.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forty screens of a restaurant, and all programs that ask after it, read the same rows. What was read is true until the
 * restaurant's bell rings: until then everybody who asks the same shares one answer. Nothing is remembered while nobody
 * listens at the bell, and nothing for longer than {@link #LONGEST}, should a ring be lost on its way.
 */
public final class Remembered {

    static final Duration LONGEST = Duration.ofSeconds(2);
    /** A ticket takes one to two kilobytes. */
    private static final int MOST_TICKETS = 20_000;

    private final Bell bell;
    private final Map<String, Long> rings = new ConcurrentHashMap<>();
    private volatile long everywhere;
    private final AsyncCache<Question, List<?>> answers = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST)
            .maximumWeight(MOST_TICKETS)
            .weigher((Question question, List<?> answer) -> 1 + answer.size())
            .buildAsync();

    private record Question(String restaurantId, long rung, Record asked) {}

    public Remembered(Bell bell) {
        this.bell = bell;
        bell.beforeRinging(this::forget);
    }

    /** An empty name is every restaurant's. */
    private synchronized void forget(String restaurantId) {
        if (restaurantId.isEmpty()) {
            everywhere++;
        } else {
            rings.merge(restaurantId, 1L, Long::sum);
        }
    }

    /** @param asked what is asked of the restaurant; the same means the same answer */
    <T> Flux<T> reading(String restaurantId, Record asked, Flux<T> rows) {
        return bell.isListening() ? Flux.defer(() -> shared(restaurantId, asked, rows)) : rows;
    }

    @SuppressWarnings("unchecked") // What was asked says what was answered.
    private <T> Flux<T> shared(String restaurantId, Record asked, Flux<T> rows) {
        Question question = new Question(restaurantId, everywhere + rings.getOrDefault(restaurantId, 0L), asked);
        CompletableFuture<List<T>> answer = (CompletableFuture<List<T>>) (CompletableFuture<?>)
                answers.get(question, (any, executor) -> rows.collectList().toFuture());
        return Mono.fromFuture(answer, /* suppressCancel= */ true).flatMapIterable(all -> all);
    }
}
