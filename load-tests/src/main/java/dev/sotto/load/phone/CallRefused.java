package dev.sotto.load.phone;

/** The far side said no to a call, with a SIP status of 300 or more. */
public final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    public CallRefused(int status, String reason) {
        super("The call was refused: " + status + " " + reason);
        this.status = status;
        this.reason = reason;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
