package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sockets.Sockets;
import java.net.InetSocketAddress;

/** The sockets of one user agent: a port for UDP and TCP, and one for TLS. */
public final class SipTransports implements SipTransport, AutoCloseable {

    /** A port that is free for UDP is nearly always free for TCP. */
    private static final int TRIES_FOR_A_FREE_PORT = 10;

    private final SipDatagrams datagrams;
    private final SipStreams streams;
    private final OurHost host;
    private final int tlsPort;

    public SipTransports(Sockets sockets, SipListening listening, Receiver receiver) {
        this.streams = new SipStreams(sockets, listening, receiver);
        this.datagrams = open(sockets, listening, receiver, TRIES_FOR_A_FREE_PORT);
        SipListening.Tls tls = listening.tls();
        this.host = listening.host();
        this.tlsPort = tls == null ? 0 : listenForTls(listening.bind(), tls);
    }

    private SipDatagrams open(Sockets sockets, SipListening listening, Receiver receiver, int tries) {
        SipDatagrams opened = new SipDatagrams(sockets.loop(), sockets.datagram(), listening.bind(), receiver);
        try {
            streams.listen(Protocol.TCP, new InetSocketAddress(listening.bind().getAddress(), opened.port()));
            return opened;
        } catch (IllegalStateException taken) {
            opened.close();
            if (listening.bind().getPort() != 0 || tries == 1) {
                throw taken;
            }
            return open(sockets, listening, receiver, tries - 1);
        }
    }

    private int listenForTls(InetSocketAddress bind, SipListening.Tls tls) {
        try {
            return streams.listen(Protocol.TLS, new InetSocketAddress(bind.getAddress(), tls.port()));
        } catch (IllegalStateException taken) {
            close();
            throw taken;
        }
    }

    @Override
    public void send(SipMessage message, Hop to, Runnable onUnreachable) {
        switch (to.protocol()) {
            case UDP -> datagrams.send(message, to.address(), onUnreachable);
            case TCP, TLS -> streams.send(message, to, onUnreachable);
        }
    }

    @Override
    public SipUri contact(Hop way) {
        String us = host.facing(way.address().getAddress());
        return switch (way.protocol()) {
            case UDP -> SipUri.of("", us, port());
            case TCP -> SipUri.of("", us, port()).with("transport", "tcp");
            case TLS -> SipUri.of("", us, tlsPort == 0 ? port() : tlsPort).with("transport", "tls");
        };
    }

    /** For UDP and TCP. */
    public int port() {
        return datagrams.port();
    }

    /** 0 when we do not listen for TLS. */
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        datagrams.close();
        streams.close();
    }
}
