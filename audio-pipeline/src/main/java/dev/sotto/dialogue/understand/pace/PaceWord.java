package dev.sotto.dialogue.understand.pace;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Language.Note;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that say when something is wanted, and where they stand: now, later, first, then, hold, fire. */
record PaceWord(Cue cue, int from, int to) {
    private static final Set<Cue> CUES = EnumSet.of(
            Cue.PACE_NOW,
            Cue.PACE_LATER,
            Cue.PACE_FIRST,
            Cue.PACE_THEN,
            Cue.PACE_AFTER,
            Cue.PACE_TOGETHER,
            Cue.FIRE,
            Cue.HOLD);
    private static final Set<Cue> LATER = EnumSet.of(Cue.PACE_LATER, Cue.PACE_THEN, Cue.PACE_AFTER, Cue.HOLD);

    /** "The first" is one of those named before. */
    private static final Set<String> POINTS = Set.of("the", "my", "le", "la", "les", "one", "ones");

    static List<PaceWord> in(List<Token> tokens, Language language) {
        List<PaceWord> words = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            PaceWord word = at(tokens, at, language);
            if (word != null) {
                words.add(word);
                at = word.to() - 1;
            }
        }
        return words;
    }

    private static @Nullable PaceWord at(List<Token> tokens, int from, Language language) {
        return language.notesAt(tokens, from).stream()
                .filter(note -> CUES.contains(note.cue()))
                .max(Comparator.comparingInt(Note::to))
                .map(note -> new PaceWord(note.cue(), from, note.to()))
                .filter(word -> !word.pointsAt(tokens))
                .orElse(null);
    }

    private boolean pointsAt(List<Token> tokens) {
        boolean first = cue == Cue.PACE_FIRST && to == from + 1;
        return first
                && ((from > 0 && POINTS.contains(tokens.get(from - 1).plain()))
                        || (to < tokens.size() && POINTS.contains(tokens.get(to).plain()) && isOne(tokens.get(to))));
    }

    private static boolean isOne(Token token) {
        return token.plain().startsWith("one");
    }

    boolean isTogether() {
        return cue == Cue.PACE_TOGETHER;
    }

    boolean waits() {
        return LATER.contains(cue);
    }

    /** Whether it can be meant in no other way, whatever it is said of. */
    boolean isStrong() {
        return cue == Cue.PACE_NOW || cue == Cue.PACE_LATER;
    }

    boolean leads() {
        return cue != Cue.PACE_AFTER;
    }

    boolean follows(List<Token> tokens, Language language) {
        return switch (cue) {
            case HOLD, FIRE -> false;
            // "After the soups" says something else than "the soups after".
            case PACE_AFTER ->
                to == tokens.size()
                        || tokens.get(to).afterBreak()
                        || tokens.get(to).plain().equals(language.ampersand());
            default -> true;
        };
    }
}
