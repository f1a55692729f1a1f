package dev.sotto.log;

/** The log could not be reached or did not answer in time; trying again later may work. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    LogUnavailable(String message) {
        super(message);
    }
}
