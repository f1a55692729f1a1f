package dev.sotto.load.phone;

/** A message of the peer that breaks the grammar; the text says where. */
final class MalformedSip extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedSip(String problem) {
        super("A SIP message cannot be understood: " + problem + ".");
    }
}
