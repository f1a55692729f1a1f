package dev.sotto.gateway.sip;

/** Leaves the depth of a grammar in one step; {@link SipParser} turns it into a value and nobody else sees it. */
final class SipSyntaxException extends Exception {

    private final Status answer;

    SipSyntaxException(String why) {
        this(Status.BAD_REQUEST, why);
    }

    SipSyntaxException(Status answer, String why) {
        super(why, null, false, false);
        this.answer = answer;
    }

    Status answer() {
        return answer;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
