package dev.sotto.benchmarks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registrar that lets everybody in and remembers which port has which account, since when, and until when. */
final class SmallRegistrar implements AutoCloseable {

    private static final Pattern ACCOUNT = Pattern.compile("(?m)^To: .*?sip:([^@>]+)@");
    private static final Pattern CONTACT =
            Pattern.compile("(?m)^Contact: <sip:[^@>]+@127\\.0\\.0\\.1:(\\d+)[^>]*>;expires=(\\d+)");
    private static final Pattern COPIED = Pattern.compile("(?m)^(?:Via|From|To|Call-ID|CSeq|Contact): .*$");

    /** What one node has registered. */
    record Binding(long sinceNanos, boolean standing) {}

    private final DatagramSocket socket;

    /** By account, then by the port of the node. */
    private final Map<String, Map<Integer, Binding>> accounts = new HashMap<>();

    SmallRegistrar() throws SocketException {
        this.socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofPlatform().daemon().name("registrar").start(this::answer);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void answer() {
        byte[] bytes = new byte[4096];
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                String request = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (request.startsWith("REGISTER ")) {
                    note(request);
                    byte[] answer = ok(request).getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The scene is over.
        }
    }

    private synchronized void note(String request) {
        Matcher account = ACCOUNT.matcher(request);
        Matcher contact = CONTACT.matcher(request);
        if (account.find() && contact.find()) {
            accounts.computeIfAbsent(account.group(1), _ -> new TreeMap<>())
                    .merge(
                            Integer.parseInt(contact.group(1)),
                            new Binding(System.nanoTime(), !contact.group(2).equals("0")),
                            (before, now) -> now.standing() && before.standing() ? before : now);
        }
    }

    private static String ok(String request) {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        Matcher copied = COPIED.matcher(request);
        while (copied.find()) {
            answer.append(copied.group().stripTrailing()).append("\r\n");
        }
        return answer.append("Content-Length: 0\r\n\r\n").toString();
    }

    /** The ports under which an account is registered now, with since when. */
    synchronized Map<Integer, Binding> standing(String account) {
        Map<Integer, Binding> standing = new TreeMap<>(accounts.getOrDefault(account, Map.of()));
        standing.values().removeIf(binding -> !binding.standing());
        return standing;
    }

    /** A dead node's registrations lapse with time; for the scene they are gone at once. */
    synchronized void forget(int port) {
        accounts.values().forEach(bindings -> bindings.remove(port));
    }

    @Override
    public void close() {
        socket.close();
    }
}
