package dev.sotto.schemas.call;

/** How a key press reached us: in the sound's own stream (RFC 4733) or by a SIP INFO. */
public enum DtmfMethod {
    RTP,
    INFO
}
