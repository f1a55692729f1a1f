package dev.sotto.gateway.sip.message;

/** Leaves the depth of a grammar in one step; {@link SipParser} turns it into a value. */
public final class SipSyntaxException extends Exception {

    private final Status answer;

    SipSyntaxException(String why) {
        this(Status.BAD_REQUEST, why);
    }

    SipSyntaxException(Status answer, String why) {
        super(why, null, false, false);
        this.answer = answer;
    }

    public Status answer() {
        return answer;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
