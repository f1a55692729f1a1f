package dev.sotto.gateway.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What both ends said about the sound.
 *
 * @param keyTones payload type of telephone-event (RFC 4733), −1 when not agreed
 * @param signalled where the caller says he receives; null when he names no usable address
 * @param sipSource where his signalling comes from
 * @param maySend false while the caller holds us
 */
public record RtpAgreement(
        Codec codec, int keyTones, @Nullable InetSocketAddress signalled, InetAddress sipSource, boolean maySend) {}
