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

    /** "Thri tacos": the numbers a word that is none may be, in front of several of something that the menu has. */
    List<Integer> countsLike(Token token, Token next) {
        boolean several = !next.afterBreak() && !next.plain().equals(next.stem()) && lexicon.knows(next.stem());
        return several && !token.isScrap() && isStranger(token)
                ? lexicon.numbersLike(token.plain()).stream()
                        .map(language::numberOf)
                        .toList()
                : List.of();
    }

    /** Words of three letters that differ from it by a vowel; beside another word of a name it can hardly be anything else. */
    List<String> slipsOf(Token token) {
        return isStranger(token) ? lexicon.vowelSlips(token.stem()) : List.of();
    }

    private boolean isStranger(Token token) {
        return !lexicon.knows(token.stem())
                && !language.isTalk(token)
                && !language.isFood(token)
                && !language.isFunctionWord(token.plain());
    }

    /** "Mais" is no "maïs": a word said around dishes is not the one that the menu writes with accents. */
    boolean isOtherWord(Token token) {
        return token.isBare() && lexicon.isAccented(token.stem()) && language.isSignal(List.of(token.stem()));
    }

    /** "Pain ao chocolat": what is left of a small word inside a name. */
    boolean isMumbled(Token token) {
        return token.isScrap() && !language.isFunctionWord(token.plain()) && !lexicon.knows(token.stem());
    }

    /** "A ginger and ale": a small word that means something between two dishes and nothing inside the name of one. */
    boolean isStumble(Token token) {
        Node alone = lexicon.signals().follow(token.plain());
        return language.isTie(token.plain())
                || (alone != null && alone.readings().stream().anyMatch(Hearing::isFiller));
    }
}
