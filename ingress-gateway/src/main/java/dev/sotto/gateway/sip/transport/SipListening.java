package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sdp.OurHost;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where we listen.
 *
 * @param bind for UDP and TCP; port 0 takes one that is free for both
 * @param host what others are told to send to, which differs from {@code bind} behind NAT
 * @param tls null when we do not listen for TLS
 * @param trust whom we believe when we open a TLS connection
 * @param proxies the networks whose connections begin with a PROXY header and are what it says
 */
public record SipListening(
        InetSocketAddress bind, OurHost host, @Nullable Tls tls, SslContext trust, Networks proxies) {

    /** The port for TLS, 0 for a free one, and who we are there. */
    public record Tls(int port, SslContext identity) {}
}
