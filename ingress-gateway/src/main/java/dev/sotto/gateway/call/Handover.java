package dev.sotto.gateway.call;

import dev.sotto.schemas.reply.Transfer;

/** Hands a caller to a human. Called on the thread of signalling, when everything queued has been played to him. */
@FunctionalInterface
public interface Handover {

    /** Tells the call in the end whether it was handed over, and meanwhile may talk with the caller in our place. */
    void begin(Caller caller, Transfer wish);
}
