package dev.sotto.orders.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many kitchen displays on one thread: they read what they are told and keep nothing. */
final class Displays implements AutoCloseable {

    private static final Pattern ORDER = Pattern.compile("\"orderId\":\"(load-\\d+)\"");
    private static final int PATIENCE_SECONDS = 60;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> open = new ArrayList<>();
    private final Map<String, Long> placed = new ConcurrentHashMap<>();
    private final AtomicInteger caughtUp = new AtomicInteger();
    private final Percentiles seen = new Percentiles(1_000_000);
    private final Thread reader;
    private volatile boolean closed;

    Displays(int port, int displays, int restaurants) throws IOException {
        for (int n = 0; n < displays; n++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(("GET /kitchen/" + House.restaurant(n % restaurants)
                            + "/events HTTP/1.1\r\nHost: load\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                            + House.token(n % restaurants) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, "");
            open.add(channel);
        }
        reader = Thread.ofPlatform().daemon().name("displays").start(this::read);
    }

    void expect(String orderId) {
        placed.put(orderId, System.nanoTime());
    }

    void awaitCaughtUp() throws InterruptedException {
        await(() -> caughtUp.get() >= open.size());
    }

    Percentiles awaitAll(int times) throws InterruptedException {
        await(() -> seen.count() >= times);
        return seen;
    }

    private static void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!closed) {
                selector.select(500);
                for (SelectionKey key : selector.selectedKeys()) {
                    take(key, buffer);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException gone) {
            throw new IllegalStateException("a display lost its line", gone);
        }
    }

    /** An event may come in two parts: what follows the last line break waits for the rest. */
    private void take(SelectionKey key, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            key.cancel();
            return;
        }
        long now = System.nanoTime();
        String text = String.valueOf(key.attachment()) + StandardCharsets.UTF_8.decode(buffer.flip());
        key.attach(text.substring(text.lastIndexOf('\n') + 1));
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.contains("event:caught-up")) {
            caughtUp.incrementAndGet();
        }
        for (Matcher order = ORDER.matcher(whole); order.find(); ) {
            Long at = placed.get(order.group(1));
            if (at != null) {
                seen.add(now - at);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (SocketChannel channel : open) {
            channel.close();
        }
        reader.interrupt();
    }
}
