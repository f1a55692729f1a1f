package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shares a line of several pieces out: "four wraps, one without sauce, the others with". */
public final class Sharing {
    private final Draft draft;
    private @Nullable String wholeId;
    private int unassigned;
    private int announced;
    private final Map<Integer, String> pieces = new HashMap<>();
    private final List<String> taken = new ArrayList<>();
    private boolean begun;
    private boolean named;
    private boolean recounted;

    public Sharing(Draft draft) {
        this.draft = draft;
        DraftLine last = draft.last();
        if (last != null) {
            announce(last);
            named = false;
        }
    }

    /** A line was named; what follows may be about some of its pieces. */
    public DraftLine announce(DraftLine line) {
        wholeId = line.lineId();
        unassigned = line.quantity();
        announced = unassigned;
        pieces.clear();
        taken.clear();
        begun = false;
        recounted = false;
        named = true;
        return line;
    }

    /** Whether this utterance named the pieces and has not begun to share them out. */
    public boolean isJustNamed() {
        return named && !begun;
    }

    @Nullable
    public DraftLine whole() {
        return wholeId == null ? null : draft.get(wholeId);
    }

    /** The pieces are counted anew, also what was said of all of them: "two chicken, sorry, one chicken and one lamb". */
    public void recount() {
        recounted = true;
    }

    public boolean isRecounted() {
        return recounted && unassigned > 0;
    }

    public boolean isBegun() {
        return begun;
    }

    public boolean canTake(int quantity) {
        DraftLine whole = whole();
        return whole != null && unassigned >= quantity && (begun || whole.quantity() > quantity);
    }

    /** So many pieces as a line of their own; the whole line where these are all that is left of it. */
    public DraftLine take(int quantity) {
        DraftLine whole = whole();
        if (whole == null) {
            throw new IllegalStateException("nothing to share out");
        }
        begun = true;
        boolean rest = quantity >= unassigned;
        unassigned -= Math.min(quantity, unassigned);
        DraftLine share = rest && whole.quantity() <= quantity ? whole : draft.split(whole, quantity);
        taken.add(share.lineId());
        return share;
    }

    /** "One small, one large … in fact two large": whether all that was shared out is counted anew as one. */
    public boolean isRegathered(int quantity) {
        return begun && unassigned == 0 && quantity == announced && quantity > 1 && whole() != null;
    }

    /** All pieces in one line again. */
    @Nullable
    public DraftLine regather() {
        DraftLine whole = whole();
        if (whole == null) {
            return null;
        }
        taken.stream()
                .filter(id -> !id.equals(whole.lineId()))
                .map(draft::get)
                .filter(Objects::nonNull)
                .forEach(draft::drop);
        draft.quantity(whole, announced);
        DraftLine gathered = draft.get(whole.lineId());
        return gathered == null ? null : announce(gathered);
    }

    /** "The first with …, the second with …": each a piece of its own, the same one when it is named again. */
    @Nullable
    public DraftLine piece(int number) {
        String known = pieces.get(number);
        if (known != null) {
            return draft.get(known);
        }
        if (whole() == null || announced < number || unassigned == 0) {
            return null;
        }
        DraftLine piece = take(1);
        pieces.put(number, piece.lineId());
        return piece;
    }

    /** What nobody has spoken about yet; null where everything is shared out. */
    @Nullable
    public DraftLine rest() {
        DraftLine whole = whole();
        return whole != null && unassigned > 0 ? take(unassigned) : null;
    }

    public int half() {
        DraftLine whole = whole();
        return whole == null || unassigned < announced / 2 ? 0 : announced / 2;
    }

    /** "The second one" among the pieces of these lines, split off where its line holds more. */
    @Nullable
    public DraftLine nth(List<DraftLine> lines, int number) {
        int left = number;
        for (DraftLine line : new ArrayList<>(lines)) {
            if (left <= line.quantity()) {
                return line.quantity() == 1 ? line : draft.split(line, 1);
            }
            left -= line.quantity();
        }
        return null;
    }

    /** "The second one": of the lines with such a dish, the one that is pointed at. */
    public DraftLine pointed(@Nullable Cue pointer, DraftLine existing, List<String> itemIds) {
        List<DraftLine> same = draft.lines().stream()
                .filter(line -> itemIds.contains(line.itemId()))
                .toList();
        List<DraftLine> lines = same.isEmpty() ? List.of(existing) : same;
        DraftLine nth = switch (pointer) {
            case FIRST -> nth(lines, 1);
            case SECOND -> nth(lines, 2);
            case THIRD -> nth(lines, 3);
            case null, default -> null;
        };
        return nth == null ? existing : nth;
    }
}
