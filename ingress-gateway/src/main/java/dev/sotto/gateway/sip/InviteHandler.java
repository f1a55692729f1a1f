package dev.sotto.gateway.sip;

/** Decides about a new caller: it must, sooner or later, accept or refuse the session. */
public interface InviteHandler {

    void invited(InviteSession session);
}
