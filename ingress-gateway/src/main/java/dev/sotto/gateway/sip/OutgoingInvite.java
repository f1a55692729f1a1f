package dev.sotto.gateway.sip;

/** A call of ours that nobody has answered yet. */
public final class OutgoingInvite {

    private Runnable cancel = () -> {};
    private boolean cancelled;

    void isSent(Runnable cancelled) {
        this.cancel = cancelled;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /**
     * Takes it back. The listener still hears the end of it: 487 as a rule, or the 2xx that crossed our CANCEL, which
     * is to be acknowledged and hung up.
     */
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            cancel.run();
        }
    }
}
