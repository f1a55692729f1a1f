package dev.sotto.gateway.earpiece.session;

import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.earpiece.protocol.Outgoing;

/** The way to a device while it is connected. */
public interface Outlet {

    void send(Outgoing message);

    void close(Closing why);
}
