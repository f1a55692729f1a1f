package dev.sotto.benchmarks;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an idle earpiece costs a gateway: many devices with a token each, connected from a process of their own and
 * greeted; the gateway's heap after a collection, its buffers and its resident memory, before and after.
 */
public final class IdleEarpieces {

    private IdleEarpieces() {}

    /** {@code count} alone measures; {@code hold port file} is the process of the devices. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            hold(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        } else {
            measure(arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]), System.out);
        }
    }

    private static void measure(int count, PrintStream out) throws Exception {
        try (EarpieceGateway gateway = new EarpieceGateway(count)) {
            List<String> all = new ArrayList<>();
            for (int device = 0; device < count; device++) {
                all.add(gateway.token(device));
            }
            Path tokens = Files.write(Files.createTempFile("tokens", ".txt"), all);
            Memory before = Memory.now();
            Process devices = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            IdleEarpieces.class.getName(),
                            "hold",
                            Integer.toString(gateway.port()),
                            tokens.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String connected = devices.inputReader().readLine();
            Memory after = Memory.now();
            out.println("devices: " + connected);
            out.println("before: " + before);
            out.println("after:  " + after);
            out.printf(
                    "each: heap %d B, buffers %d B, resident %d B%n",
                    (after.heap - before.heap) / count,
                    (after.buffers - before.buffers) / count,
                    (after.resident - before.resident) / count);
            devices.destroy();
        }
    }

    private static void hold(int port, Path file) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        byte[] hello = {(byte) 0x81, (byte) (0x80 | 16), 0, 0, 0, 0};
        for (String token : Files.readAllLines(file)) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream()
                    .write(("GET /earpiece HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Authorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            readHead(socket.getInputStream());
            socket.getOutputStream().write(hello);
            socket.getOutputStream().write("{\"type\":\"hello\"}".getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        System.out.println(sockets.size() + " connected and greeted");
        System.in.read();
    }

    private static void readHead(InputStream in) throws IOException {
        int ends = 0;
        StringBuilder head = new StringBuilder();
        while (ends < 4) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("refused: " + head);
            }
            head.append((char) read);
            ends = read == '\r' || read == '\n' ? ends + 1 : 0;
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("refused: " + head);
        }
    }

    private record Memory(long heap, long buffers, long resident) {

        static Memory now() throws Exception {
            for (int i = 0; i < 5; i++) {
                System.gc();
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(300).toNanos());
            }
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            long buffers = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return new Memory(heap, buffers, resident);
        }
    }
}
