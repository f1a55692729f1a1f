package dev.sotto.analytics.http;

import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.query.LongQuestion;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked now and read later. A few are kept: the answered one that was looked at longest ago goes first, and
 * one that nobody looks for any more is given up.
 */
final class Inquiries {

    /** An answer may hold megabytes. */
    private static final int KEPT = 24;

    private static final Duration LOOKED_FOR = Duration.ofMinutes(2);

    private final Questions questions;
    private final Map<String, Inquiry> kept = new LinkedHashMap<>();

    Inquiries(Questions questions) {
        this.questions = questions;
    }

    /**
     * Null when there is no room.
     *
     * @param form of the file that is wanted for an answer; null when none is
     */
    synchronized @Nullable Inquiry begin(String sql, Scope scope, @Nullable FileForm form) {
        makeRoom();
        if (kept.size() >= KEPT) {
            return null;
        }
        LongQuestion question =
                form == null ? questions.askPatiently(sql, scope) : questions.askPatiently(sql, scope, form);
        Inquiry begun = new Inquiry(UUID.randomUUID().toString(), scope, question);
        kept.put(begun.id(), begun);
        return begun;
    }

    /** Null when this asker has none of this name. */
    synchronized @Nullable Inquiry find(String id, Scope scope) {
        Inquiry found = kept.get(id);
        return found != null && found.isOf(scope) ? found : null;
    }

    /** Stops it and forgets it; false when there is none. */
    synchronized boolean giveUp(String id, Scope scope) {
        Inquiry found = find(id, scope);
        if (found != null) {
            forget(found);
        }
        return found != null;
    }

    private void makeRoom() {
        Instant longAgo = Instant.now().minus(LOOKED_FOR);
        kept.values().stream()
                .filter(inquiry -> inquiry.lookedAt().isBefore(longAgo))
                .toList()
                .forEach(this::forget);
        if (kept.size() >= KEPT) {
            Optional<Inquiry> oldest =
                    kept.values().stream().filter(Inquiry::isFinished).min(Comparator.comparing(Inquiry::lookedAt));
            oldest.ifPresent(this::forget);
        }
    }

    private void forget(Inquiry inquiry) {
        inquiry.giveUp();
        kept.remove(inquiry.id());
    }
}
