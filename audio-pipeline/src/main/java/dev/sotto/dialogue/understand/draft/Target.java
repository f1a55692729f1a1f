package dev.sotto.dialogue.understand.draft;

import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which lines the words are about at this point of the utterance. */
public final class Target {
    private final Draft draft;
    private List<String> lineIds = List.of();
    private boolean lost;
    private boolean awaiting;

    public Target(Draft draft, @Nullable String lineId) {
        this.draft = draft;
        moveTo(lineId);
    }

    public void moveTo(@Nullable String lineId) {
        lineIds = lineId == null ? List.of() : List.of(lineId);
        lost = false;
        awaiting = false;
    }

    public void moveToAll(List<DraftLine> lines) {
        lineIds = lines.stream().map(DraftLine::lineId).toList();
        lost = false;
        awaiting = false;
    }

    /** What is said now is about something the menu does not hold. */
    public void lose() {
        lost = true;
        awaiting = false;
    }

    /** What is said now is about a dish that is still to be named. */
    public void await() {
        lost = true;
        awaiting = true;
    }

    public boolean isAwaiting() {
        return awaiting;
    }

    /** A new sentence is about the order again. */
    public void find() {
        lost = false;
        awaiting = false;
    }

    public boolean isLost() {
        return lost;
    }

    /** The line spoken about: the one pointed at, else the latest. */
    @Nullable
    public DraftLine line() {
        if (lost) {
            return null;
        }
        DraftLine named = lineIds.isEmpty() ? null : draft.get(lineIds.getLast());
        return named == null ? draft.lastTouched() : named;
    }

    /** Whether something in this utterance says which line is meant. */
    public boolean isNamed() {
        return !lineIds.isEmpty();
    }

    /** The lines to change: those spoken about that can, else the latest before them that can. */
    public List<DraftLine> linesFor(Predicate<DraftLine> can) {
        if (lost) {
            return List.of();
        }
        List<DraftLine> named = new ArrayList<>();
        for (String id : lineIds) {
            DraftLine line = draft.get(id);
            if (line != null) {
                named.add(line);
            }
        }
        if (named.isEmpty()) {
            DraftLine last = draft.lastTouched();
            named = last == null ? List.of() : List.of(last);
        }
        List<DraftLine> able = named.stream().filter(can).toList();
        if (!able.isEmpty() || named.size() > 1) {
            return able;
        }
        List<DraftLine> touched = draft.touched().reversed();
        List<DraftLine> now = touched.stream().filter(can).limit(1).toList();
        return now.isEmpty()
                ? draft.lines().reversed().stream().filter(can).limit(1).toList()
                : now;
    }
}
