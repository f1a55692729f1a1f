package dev.sotto.orders.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server and, when a test says so, carries nothing any more while both lines stay open. */
final class DeadLine implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int server;
    private volatile boolean dead;

    DeadLine(int server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::connect);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void dies() {
        dead = true;
    }

    void lives() {
        dead = false;
    }

    private void connect() {
        try {
            while (true) {
                Socket in = entrance.accept();
                Socket out = new Socket(InetAddress.getLoopbackAddress(), server);
                open.addAll(List.of(in, out));
                Thread.ofVirtual().start(() -> carry(in, out));
                Thread.ofVirtual().start(() -> carry(out, in));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!dead) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException closed) {
            // One end has gone; the other is closed with it.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
