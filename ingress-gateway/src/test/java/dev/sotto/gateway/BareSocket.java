package dev.sotto.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that keeps no rule of its own, so that a test can break each. */
final class BareSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** What its kernel takes in while nobody reads: less than one of our segments. */
    private static final int SMALL_BYTES = 4_096;

    BareSocket(int port) throws IOException {
        this(port, new Socket());
    }

    private BareSocket(int port, Socket unconnected) throws IOException {
        socket = unconnected;
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Said before it connects: a window that shrinks later makes both kernels wait for each other. */
    static BareSocket whoseBufferIsSmall(int port) throws IOException {
        Socket small = new Socket();
        small.setReceiveBufferSize(SMALL_BYTES);
        return new BareSocket(port, small);
    }

    String upgrade(String... headers) throws IOException {
        return upgradeAt("/earpiece", headers);
    }

    String upgradeAt(String path, String... headers) throws IOException {
        return request(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n");
    }

    String handshake(String version, String key) throws IOException {
        return request(String.join(
                "\r\n",
                "GET /earpiece HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: " + version,
                "Sec-WebSocket-Key: " + key,
                "",
                ""));
    }

    /** The head of the answer, and the body of one that refuses. */
    String request(String text) throws IOException {
        bare(text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        String answer = head.toString(StandardCharsets.UTF_8);
        return answer.startsWith("HTTP/1.1 101") ? answer : answer + new String(rest(), StandardCharsets.UTF_8);
    }

    private byte[] rest() throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketTimeoutException keptAlive) {
            return new byte[0];
        }
    }

    void frame(int first, byte[] payload) throws IOException {
        bareIfOpen(masked(first, payload));
    }

    static byte[] masked(int first, byte[] payload) {
        int extra = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(6 + extra + payload.length).put((byte) first);
        frame.put((byte) (0x80 | (extra == 0 ? payload.length : extra == 2 ? 126 : 127)));
        if (extra == 2) {
            frame.putShort((short) payload.length);
        } else if (extra == 8) {
            frame.putLong(payload.length);
        }
        // A mask of noughts changes nothing and is a mask.
        return frame.putInt(0).put(payload).array();
    }

    void bare(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The peer may have had enough: then the test reads why. */
    void bareIfOpen(byte[] bytes) {
        try {
            bare(bytes);
        } catch (IOException closed) {
            // Told by closeCode or isGone.
        }
    }

    /** The first byte of the next frame, which is read. */
    int next() throws IOException {
        int first = in.readUnsignedByte();
        payload();
        return first;
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        return in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
    }

    /** Reads on to the close frame. */
    int closeCode() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            if (first == 0x88) {
                return ByteBuffer.wrap(payload).getShort();
            }
        }
    }

    /** The peer has closed the connection, with or without a word. */
    boolean isGone() throws IOException {
        try {
            socket.setSoTimeout(100);
            while (in.read(new byte[65_536]) >= 0) {
                // What was on its way is read off first.
            }
            return true;
        } catch (SocketTimeoutException quiet) {
            return false;
        } catch (EOFException | SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
