package dev.sotto.load.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The phone's SIP datagrams: sends them, and hands what comes to the transaction or dialog it belongs to. */
final class SipLine implements AutoCloseable {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramSocket socket;
    private final InetSocketAddress local;
    private final PhoneManners manners;
    private final Map<String, Consumer<SipMessage.Response>> transactions = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Arrived>> dialogs = new ConcurrentHashMap<>();
    private final Consumer<Arrived> strangers;
    private final AtomicLong malformed = new AtomicLong();

    /** A request and where its datagram came from. */
    record Arrived(SipMessage.Request request, InetSocketAddress from) {}

    SipLine(InetSocketAddress address, PhoneManners manners, Consumer<Arrived> strangers) {
        if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "A phone stands at one address of this machine, such as 127.0.0.1, not at " + address + ".");
        }
        this.manners = manners;
        this.strangers = strangers;
        try {
            socket = new DatagramSocket(address);
        } catch (SocketException taken) {
            throw new UncheckedIOException(
                    "The phone cannot use " + address.getHostString() + ":" + address.getPort() + ": "
                            + taken.getMessage(),
                    taken);
        }
        local = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        Thread.ofVirtual().name("phone-sip-" + local.getPort()).start(this::receive);
    }

    InetSocketAddress local() {
        return local;
    }

    PhoneManners manners() {
        return manners;
    }

    /** Host and port as they stand in a Via or a URI. */
    String hostPort() {
        String host = local.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + local.getPort();
    }

    String newVia() {
        return "SIP/2.0/UDP " + hostPort() + ";rport;branch=z9hG4bK" + token();
    }

    static String token() {
        return Long.toUnsignedString(RANDOM.nextLong(), 36);
    }

    /** Datagrams that could not be understood. */
    long malformed() {
        return malformed.get();
    }

    void expect(String branch, Consumer<SipMessage.Response> answers) {
        transactions.put(branch, answers);
    }

    void expectRequests(String callId, Consumer<Arrived> requests) {
        dialogs.put(callId, requests);
    }

    /** After timer B or F nothing of it can be in flight any more. */
    void forgetLater(String branchOrCallId) {
        CompletableFuture.delayedExecutor(manners.transactionLimit().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    transactions.remove(branchOrCallId);
                    dialogs.remove(branchOrCallId);
                });
    }

    void send(SipMessage message, InetSocketAddress to) {
        byte[] bytes = message.bytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException unsent) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException("Cannot send SIP to " + to + ": " + unsent.getMessage(), unsent);
            }
        }
    }

    /** To where RFC 3261 section 18.2.2 and RFC 3581 send an answer. */
    void answer(Arrived arrived, SipMessage.Response response) {
        String via = arrived.request().headers().all("Via").getFirst();
        boolean symmetric = (via + ";").replace(" ", "").contains(";rport");
        int port = SipAddress.inside("sip:" + via.split("[ ;]", 3)[1]).port();
        send(
                response,
                symmetric
                        ? arrived.from()
                        : new InetSocketAddress(arrived.from().getAddress(), port));
    }

    private void receive() {
        byte[] buffer = new byte[LARGEST_DATAGRAM];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                // A phone's keep-alive is a datagram of line ends only (RFC 5626), and no message.
                if (packet.getLength() > 4) {
                    dispatch(SipMessage.parse(buffer, packet.getLength()), (InetSocketAddress)
                            packet.getSocketAddress());
                }
            } catch (IllegalArgumentException nonsense) {
                malformed.incrementAndGet();
            } catch (IOException | UncheckedIOException closedOrUnreachable) {
                // Closed: the loop ends. Unreachable: the transaction's own timer tells whoever waits.
            }
        }
    }

    private void dispatch(SipMessage message, InetSocketAddress from) {
        switch (message) {
            case SipMessage.Response response ->
                transactions.getOrDefault(response.branch(), stray -> {}).accept(response);
            case SipMessage.Request request ->
                dialogs.getOrDefault(request.callId(), strangers).accept(new Arrived(request, from));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
