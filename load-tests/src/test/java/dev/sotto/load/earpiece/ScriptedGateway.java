package dev.sotto.load.earpiece;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway that speaks just enough WebSocket (RFC 6455) to hear an earpiece, and forgets what a test tells it to. */
final class ScriptedGateway implements AutoCloseable {
    private static final String HANDSHAKE_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    final List<String> texts = new CopyOnWriteArrayList<>();
    final Map<Long, byte[]> frames = new ConcurrentSkipListMap<>();
    final List<Long> received = new CopyOnWriteArrayList<>();
    private final ServerSocket door;
    /** Frames taken before the line is cut from this side, once; 0 never cuts. */
    volatile long cutAfter;

    volatile int status = 101;
    private volatile OutputStream out = OutputStream.nullOutputStream();

    ScriptedGateway() {
        try {
            door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.startVirtualThread(this::serve);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/earpiece");
    }

    long held() {
        long next = 0;
        while (frames.containsKey(next)) {
            next++;
        }
        return next;
    }

    void tell(String json) {
        send(0x81, json.getBytes(UTF_8));
    }

    void play(byte[] pcm) {
        for (int at = 0; at < pcm.length; at += 640) {
            byte[] frame = Arrays.copyOfRange(pcm, at, at + 640);
            send(
                    0x82,
                    ByteBuffer.allocate(649)
                            .put((byte) 3)
                            .putLong(at / 640)
                            .put(frame)
                            .array());
        }
    }

    private synchronized void send(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) opcode);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload).flip();
        try {
            out.write(frame.array(), 0, frame.limit());
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                Map<String, String> headers = headers(in);
                out = socket.getOutputStream();
                out.write(greeting(headers).getBytes(UTF_8));
                out.flush();
                while (status == 101 && hear(in)) {}
            } catch (IOException | UncheckedIOException lineGone) {
                // The next connection is awaited.
            }
        }
    }

    private String greeting(Map<String, String> headers) {
        if (status != 101) {
            return "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((headers.get("sec-websocket-key") + HANDSHAKE_SALT).getBytes(UTF_8));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean hear(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        if (opcode == 1) {
            texts.add(new String(payload, UTF_8));
            boolean start = texts.getLast().contains("start");
            tell(
                    start
                            ? "{\"type\": \"started\", \"callId\": \"call-1\", \"acknowledged\": " + (held() - 1) + "}"
                            : "{\"type\": \"ended\", \"reason\": \"stopped\"}");
        } else if (opcode == 2) {
            ByteBuffer frame = ByteBuffer.wrap(payload);
            if (frame.get() != 1 || payload.length != 649) {
                throw new IOException("no frame");
            }
            long number = frame.getLong();
            received.add(number);
            frames.put(number, Arrays.copyOfRange(payload, 9, payload.length));
            if (cutAfter > 0 && held() >= cutAfter) {
                cutAfter = 0;
                return false;
            }
            if (number % 5 == 4) {
                send(
                        0x82,
                        ByteBuffer.allocate(9).put((byte) 2).putLong(held() - 1).array());
            }
        }
        return opcode != 8;
    }

    private static Map<String, String> headers(DataInputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        StringBuilder line = new StringBuilder();
        while (true) {
            char c = (char) in.readUnsignedByte();
            if (c == '\n' && line.isEmpty()) {
                return headers;
            } else if (c == '\n') {
                String[] pair = line.toString().split(": ", 2);
                headers.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "");
                line.setLength(0);
            } else if (c != '\r') {
                line.append(c);
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
