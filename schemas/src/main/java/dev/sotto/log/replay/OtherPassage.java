package dev.sotto.log.replay;

import org.jspecify.annotations.Nullable;

/** A replay was to go where copies of another passage lie. */
public final class OtherPassage extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    OtherPassage(String target, @Nullable String held) {
        super(sentence(target, held));
    }

    static String sentence(String target, @Nullable String held) {
        return "The topic " + target + " already holds another passage (" + held + "). Give this replay another name.";
    }
}
