package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipUri;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;

/** The sockets of one user agent. */
public final class SipTransports implements SipTransport, AutoCloseable {

    private final SipDatagrams datagrams;
    private final String advertisedHost;

    public SipTransports(
            EventLoop loop,
            Class<? extends DatagramChannel> type,
            InetSocketAddress bind,
            String advertisedHost,
            Receiver receiver) {
        this.advertisedHost = advertisedHost;
        this.datagrams = new SipDatagrams(loop, type, bind, receiver);
    }

    @Override
    public void send(SipMessage message, Hop to, Runnable onUnreachable) {
        switch (to.protocol()) {
            case UDP -> datagrams.send(message, to.address(), onUnreachable);
            case TCP, TLS -> onUnreachable.run();
        }
    }

    @Override
    public SipUri contact(Protocol protocol) {
        return SipUri.of("", advertisedHost, port());
    }

    public int port() {
        return datagrams.port();
    }

    @Override
    public void close() {
        datagrams.close();
    }
}
