package dev.sotto.dialogue.understand.hearing;

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
        boolean known = language.isFunctionWord(token.plain())
                || lexicon.knows(token.stem())
                || token.isNumber()
                || language.isTalk(token)
                || language.isFood(token);
        return known ? List.of() : cues.computeIfAbsent(token.plain(), lexicon::cuesLike);
    }

    /** "Chips end queso", "croissant aox amandes": a small word inside a name. */
    boolean isSmallWord(Token token) {
        return cuesLike(token).stream().anyMatch(word -> language.isLink(word) || language.isTie(word));
    }

    /** "Huid personnes", where the menu writes 8. */
    List<String> numbersLike(Token token) {
        return cuesLike(token).stream()
                .filter(cue -> language.numberOf(cue) >= 0)
                .map(language::stem)
                .toList();
    }
}
