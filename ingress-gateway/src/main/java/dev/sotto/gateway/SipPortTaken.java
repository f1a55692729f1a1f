package dev.sotto.gateway;

/** Somebody else listens where callers should reach us. */
final class SipPortTaken extends IllegalStateException {

    SipPortTaken(GatewaySettings.Sip sip, Throwable cause) {
        super(
                "The SIP port " + sip.port() + " on " + sip.host() + " cannot be opened (" + cause.getMessage()
                        + "): stop what uses it or set gateway.sip.port to another.",
                cause);
    }
}
