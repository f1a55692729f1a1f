package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.understand.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers that were begun before the guest had finished: words that came twice alike are likely his last. A guess counts
 * only when he then has said exactly this, to the conversation as it then stands; any other is stopped and never looked at.
 */
final class Guesses {
    /** A process that hears more calls than this has worse problems than slow answers. */
    private static final int MOST = 10_000;

    private final Function<HardTurn, Mono<Understood>> ask;
    private final UsageMeter meter;
    private final Map<String, Guess> guesses = new ConcurrentHashMap<>();

    /** {@code running}: null while the words were heard only once. */
    private record Guess(
            String words, long revision, @Nullable CompletableFuture<@Nullable Understood> running) {
        boolean isOf(String text, long now) {
            return words.equals(text) && revision == now;
        }

        void stop() {
            if (running != null) {
                running.cancel(true);
            }
        }
    }

    Guesses(Function<HardTurn, Mono<Understood>> ask, UsageMeter meter) {
        this.ask = ask;
        this.meter = meter;
    }

    void overhear(HardTurn turn, long revision) {
        String words = plain(turn.text());
        if (words.isEmpty()) {
            return;
        }
        guesses.compute(turn.callId(), (_, known) -> {
            if (known != null && known.isOf(words, revision)) {
                return known.running() != null
                        ? known
                        : new Guess(words, revision, ask.apply(turn).toFuture());
            }
            if (known != null) {
                known.stop();
            }
            return known == null && guesses.size() >= MOST ? null : new Guess(words, revision, null);
        });
    }

    /** The answer to what was finally said: the one that was begun, or one that begins now. */
    Mono<Understood> settle(HardTurn turn, long revision) {
        Guess guess = guesses.remove(turn.callId());
        CompletableFuture<@Nullable Understood> running = guess == null ? null : guess.running();
        if (guess == null || running == null) {
            return ask.apply(turn);
        }
        if (!guess.isOf(plain(turn.text()), revision)) {
            guess.stop();
            meter.settled("guessed wrong");
            return ask.apply(turn);
        }
        meter.settled("guessed right");
        Duration left = Duration.between(Instant.now(), turn.deadline());
        return Mono.fromFuture(running).timeout(left, Mono.empty());
    }

    void forget(String callId) {
        Guess guess = guesses.remove(callId);
        if (guess != null) {
            guess.stop();
        }
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
