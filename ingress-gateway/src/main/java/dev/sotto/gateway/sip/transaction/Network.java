package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.transport.SipTransport;

/** What every transaction needs: a way out and a clock. */
record Network(SipTransport transport, Timers timers) {}
