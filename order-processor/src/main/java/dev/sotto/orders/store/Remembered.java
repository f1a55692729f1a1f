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
 * Forty screens of a restaurant, and all programs that ask after it, are answered the same. An answer is true until the
 * restaurant's bell rings: until then everybody who asks the same shares it. Nothing is remembered while nobody listens
 * at the bell, and nothing for longer than {@link #LONGEST}, since some questions are about the time.
 */
public final class Remembered {

    static final Duration LONGEST = Duration.ofMinutes(1);
    /** Kilobytes. */
    private static final int MOST = 64 * 1024;
    /** As rows; written out it is about as much. */
    private static final int KILOBYTES_OF_A_TICKET = 2;

    private final Bell bell;
    private final Map<String, Long> rings = new ConcurrentHashMap<>();
    private volatile long everywhere;
    private final AsyncCache<Question, Object> answers = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST)
            .maximumWeight(MOST)
            .weigher((Question question, Object answer) -> 1 + kilobytes(answer))
            .buildAsync();

    /** An answer that knows its size. */
    public interface Sized {
        int bytes();
    }

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

    private static int kilobytes(Object answer) {
        return switch (answer) {
            case Sized sized -> sized.bytes() / 1024;
            case List<?> rows -> rows.size() * KILOBYTES_OF_A_TICKET;
            default -> 0;
        };
    }

    /** @param asked what is asked of the restaurant; the same means the same answer */
    <T> Flux<T> reading(String restaurantId, Record asked, Flux<T> rows) {
        return bell.isListening()
                ? answer(restaurantId, asked, rows.collectList()).flatMapIterable(all -> all)
                : rows;
    }

    /**
     * The answer as it was given before, or else is now.
     *
     * @param asked what is asked of the restaurant; the same means the same answer
     * @param given makes it; what it gives is shared, so nobody may change it
     */
    public <T> Mono<T> answer(String restaurantId, Record asked, Mono<T> given) {
        return bell.isListening() ? Mono.defer(() -> shared(restaurantId, asked, given)) : given;
    }

    /** Whoever asks first has it made, outside of the cache's locks: making it may ask for something else. */
    @SuppressWarnings({"unchecked", "NullAway"}) // What was asked says what was answered; no answer is a null there.
    private <T> Mono<T> shared(String restaurantId, Record asked, Mono<T> given) {
        Question question = new Question(restaurantId, everywhere + rings.getOrDefault(restaurantId, 0L), asked);
        CompletableFuture<T> ours = new CompletableFuture<>();
        CompletableFuture<?> known = answers.asMap().putIfAbsent(question, (CompletableFuture<Object>) ours);
        if (known != null) {
            return Mono.fromFuture((CompletableFuture<T>) known, /* suppressCancel= */ true);
        }
        given.subscribe(ours::complete, ours::completeExceptionally, () -> ours.complete(null));
        return Mono.fromFuture(ours, /* suppressCancel= */ true);
    }
}
