package dev.sotto.speech.engine;

import java.util.List;

/**
 * What a caller of one restaurant is likely to say. {@code id} names this exact content (restaurant and revision): an
 * engine keeps what it prepared for as long as the id is in use.
 */
public record SpeechContext(String id, String language, List<Phrase> phrases) {
    public SpeechContext {
        phrases = List.copyOf(phrases);
    }

    /** Nothing but the usual sentences of an order. */
    public static SpeechContext general(String language) {
        return new SpeechContext("general-" + language, language, List.of());
    }

    /**
     * {@code text} as written on the menu ("2 % milk", "Crème brûlée"); a phrase of weight 2 is expected twice as often
     * as one of weight 1 of the same kind.
     */
    public record Phrase(Kind kind, String text, double weight) {
        public Phrase {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("The weight of '" + text + "' must be above zero, not " + weight);
            }
        }
    }

    public enum Kind {
        /** A dish or drink, or another name for one. */
        ITEM,
        /** Said before the item: large, small, double. */
        SIZE,
        /** A choice of the item, before it or after "with": oat milk, iced, well done. */
        OPTION,
        /** Something that is added, removed or kept aside: onions, extra cheese. */
        EXTRA,
        /** A sentence of the restaurant's own, said as it is. */
        SENTENCE
    }
}
