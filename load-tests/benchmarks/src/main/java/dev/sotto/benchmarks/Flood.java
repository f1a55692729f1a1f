package dev.sotto.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An attacker with many addresses of this machine: the first half of them inside the trunks' networks. INVITEs for calls
 * of their own that are never acknowledged, the same INVITE again and again, OPTIONS, and what is no SIP at all.
 */
final class Flood implements AutoCloseable {

    private static final int STEP_MILLIS = 5;

    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final InetSocketAddress target;
    private final int perSecond;
    private final Selector answers = Selector.open();
    private final long beganNanos = System.nanoTime();
    private volatile boolean over;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    private Flood(int sources, int perSecond, int port) throws IOException {
        this.target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        this.perSecond = perSecond;
        for (int i = 0; i < sources; i++) {
            String network = i < sources / 2 ? "127.3." : "127.99.";
            InetAddress address = InetAddress.ofLiteral(network + i / 250 + "." + (1 + i % 250));
            DatagramChannel socket = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
            socket.configureBlocking(false);
            socket.register(answers, SelectionKey.OP_READ);
            sockets.add(socket);
        }
    }

    static Flood of(int sources, int perSecond, int port) throws IOException {
        Flood flood = new Flood(sources, perSecond, port);
        Thread.ofPlatform().daemon().name("flood").start(flood::rage);
        Thread.ofPlatform().daemon().name("flood-answers").start(flood::count);
        return flood;
    }

    private void rage() {
        long start = System.nanoTime();
        try {
            for (long step = 0; !over; step++) {
                long due = (step + 1) * perSecond * STEP_MILLIS / 1000;
                while (sent.get() < due) {
                    send(sent.get());
                }
                LockSupport.parkNanos(
                        start + TimeUnit.MILLISECONDS.toNanos((step + 1) * STEP_MILLIS) - System.nanoTime());
            }
        } catch (IOException closed) {
            // The flood is over.
        }
    }

    private void send(long number) throws IOException {
        DatagramChannel socket = sockets.get((int) (number % sockets.size()));
        socket.send(ByteBuffer.wrap(message(number, socket).getBytes(StandardCharsets.UTF_8)), target);
        sent.incrementAndGet();
    }

    private String message(long number, DatagramChannel socket) throws IOException {
        InetSocketAddress own = (InetSocketAddress) socket.getLocalAddress();
        return switch ((int) (number / sockets.size() % 8)) {
            case 6 -> request("OPTIONS", number, own);
            case 7 -> "INVITE ".repeat(60);
            case 3, 4 -> request("INVITE", number % sockets.size(), own);
            default -> request("INVITE", number, own);
        };
    }

    private static String request(String method, long call, InetSocketAddress own) {
        String address = own.getAddress().getHostAddress() + ":" + own.getPort();
        String sdp = "v=0\r\no=- 1 1 IN IP4 " + own.getAddress().getHostAddress() + "\r\ns=-\r\nc=IN IP4 "
                + own.getAddress().getHostAddress() + "\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";
        return method + " sip:" + RestaurantOfOneNumber.NUMBER + "@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + address
                + ";branch=z9hG4bKf" + call + "\r\nFrom: <sip:flood@" + address + ">;tag=f" + call
                + "\r\nTo: <sip:100@127.0.0.1>\r\nCall-ID: flood-" + call + "\r\nCSeq: 1 " + method
                + "\r\nContact: <sip:flood@" + address
                + ">\r\nMax-Forwards: 70\r\nContent-Type: application/sdp\r\nContent-Length: " + sdp.length()
                + "\r\n\r\n" + sdp;
    }

    private void count() {
        ByteBuffer answer = ByteBuffer.allocate(4096);
        try {
            while (!over) {
                answers.select(100);
                for (SelectionKey key : answers.selectedKeys()) {
                    while (((DatagramChannel) key.channel()).receive(answer.clear()) != null) {
                        answered.incrementAndGet();
                    }
                }
                answers.selectedKeys().clear();
            }
        } catch (IOException closed) {
            // The flood is over.
        }
    }

    long sent() {
        return sent.get();
    }

    long answered() {
        return answered.get();
    }

    double perSecond() {
        return sent.get() * 1e9 / (System.nanoTime() - beganNanos);
    }

    @Override
    public void close() throws IOException {
        over = true;
        answers.wakeup();
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }
}
