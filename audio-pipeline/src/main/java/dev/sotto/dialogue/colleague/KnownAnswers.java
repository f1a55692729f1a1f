package dev.sotto.dialogue.colleague;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.sotto.dialogue.understand.draft.Act;
import dev.sotto.schemas.dialogue.DraftLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Proposals that were once accepted, so that the same words about the same order cost nothing. Each answer is known by what
 * it rests on, and goes when that changes: a new menu forgets that restaurant's answers and nobody else's. What is kept is
 * proposed again, not done again: it passes the checks like a fresh one.
 */
final class KnownAnswers {
    private final Cache<Asked, List<Act>> answers;
    private final Map<String, Set<Asked>> byTag = new ConcurrentHashMap<>();

    /** What was asked, of whom. */
    record Asked(
            String colleague, String restaurantId, String language, String text, String weSaid, List<DraftLine> lines) {
        static Asked of(String colleague, HardTurn turn) {
            return new Asked(
                    colleague,
                    turn.restaurantId(),
                    turn.language(),
                    turn.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT),
                    turn.asked(),
                    turn.lines());
        }

        Set<String> tags() {
            return Set.of(menuTag(restaurantId), houseTag(restaurantId));
        }
    }

    KnownAnswers(int most, Duration keptFor) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(keptFor)
                .executor(Runnable::run)
                .<Asked, List<Act>>removalListener((asked, _, cause) -> {
                    if (asked != null && cause != RemovalCause.REPLACED) {
                        untag(asked);
                    }
                })
                .build();
    }

    static String menuTag(String restaurantId) {
        return "menu/" + restaurantId;
    }

    static String houseTag(String restaurantId) {
        return "house/" + restaurantId;
    }

    @Nullable
    List<Act> to(Asked asked) {
        return answers.getIfPresent(asked);
    }

    void keep(Asked asked, List<Act> acts) {
        asked.tags()
                .forEach(tag -> byTag.computeIfAbsent(tag, _ -> ConcurrentHashMap.newKeySet())
                        .add(asked));
        answers.put(asked, acts);
    }

    /** Forgets what rests on this. */
    void forget(String tag) {
        Set<Asked> resting = byTag.remove(tag);
        if (resting != null) {
            answers.invalidateAll(resting);
        }
    }

    long size() {
        answers.cleanUp();
        return answers.estimatedSize();
    }

    private void untag(Asked asked) {
        asked.tags()
                .forEach(tag -> byTag.computeIfPresent(tag, (_, resting) -> {
                    resting.remove(asked);
                    return resting.isEmpty() ? null : resting;
                }));
    }
}
