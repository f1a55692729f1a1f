package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Lexicon.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of the language that words nobody knows may have been, in one utterance: wiz, zans, huid, aox. */
final class Misheard {
    private final Lexicon lexicon;
    private final Language language;
    private final Map<String, List<String>> cues = new HashMap<>();

    Misheard(Lexicon lexicon, Language language) {
        this.lexicon = lexicon;
        this.language = language;
    }

    List<String> cuesLike(Token token) {
        boolean talk = language.isFunctionWord(token.plain()) || language.isTalk(token);
        return talk ? List.of() : like(token);
    }

    private List<String> like(Token token) {
        boolean named = lexicon.knows(token.stem()) || token.isNumber() || language.isFood(token);
        return named || isMeaningful(token) ? List.of() : cues.computeIfAbsent(token.plain(), lexicon::cuesLike);
    }

    /** Whether it says something by itself; "eux" does only in "d'entre eux". */
    private boolean isMeaningful(Token token) {
        Node alone = lexicon.signals().follow(token.plain());
        return alone != null && !alone.readings().isEmpty();
    }

    /** "Chips end queso", "croissant aox amandes": a small word inside a name. */
    boolean isSmallWord(Token token) {
        return like(token).stream().anyMatch(word -> language.isLink(word) || language.isTie(word));
    }

    /** "Huid personnes", where the menu writes 8. */
    List<String> numbersLike(Token token) {
        return cuesLike(token).stream()
                .filter(cue -> language.numberOf(cue) >= 0)
                .map(language::stem)
                .toList();
    }
}
