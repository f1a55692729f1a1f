package dev.sotto.load.kitchen;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.kitchen.EventStream.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A kitchen screen without a screen: follows the ticket stream of one restaurant, reconnects with Last-Event-ID whenever
 * the line breaks, and counts every ticket that came twice or out of order.
 */
public final class Kitchen implements AutoCloseable {
    /** The server beats every 2 s: three missed beats are a dead line that no one told us of. */
    private static final Duration DEAD_LINE = Duration.ofSeconds(6);

    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final String address;
    private final String token;
    private final TicketLog log = new TicketLog();
    private final AtomicLong lastLineNanos = new AtomicLong(System.nanoTime());
    private volatile @Nullable InputStream stream;
    private volatile boolean closed;

    private Kitchen(URI orderProcessor, String restaurantId, String token) {
        String base = orderProcessor.toString().replaceFirst("/+$", "");
        address = base + "/kitchen/" + URLEncoder.encode(restaurantId, StandardCharsets.UTF_8);
        this.token = token;
        Thread.ofVirtual().name("kitchen-" + restaurantId).start(this::follow);
        Thread.ofVirtual().name("kitchen-watch-" + restaurantId).start(this::watch);
    }

    /** {@code orderProcessor} is its address, such as http://127.0.0.1:8083; an empty token sends none. */
    public static Kitchen at(URI orderProcessor, String restaurantId, String token) {
        return new Kitchen(orderProcessor, restaurantId, token);
    }

    /** Waits for a ticket, whether it came already or comes now, and returns the newest that fits. */
    public Ticket await(Predicate<Ticket> wanted, Duration patience, String awaited) {
        return log.await(wanted, patience, awaited);
    }

    /** Waits until the server has told everything it knew when we connected. */
    public void awaitCaughtUp(Duration patience) {
        log.awaitCaughtUp(patience);
    }

    /** Every ticket told, in the order of arrival, without copies; an order that changed is there once per change. */
    public List<Ticket> tickets() {
        return log.tickets();
    }

    public Tally tally() {
        return log.tally();
    }

    /** The line breaks now, in the middle of whatever is being sent; it is taken up again where it broke. */
    public void loseConnection() {
        InputStream open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                // Broken is what it was meant to be.
            }
        }
    }

    /** Presses the ticket done. */
    public void bump(Ticket ticket) {
        press("bump", ticket);
    }

    /** Calls a done ticket back. */
    public void recall(Ticket ticket) {
        press("recall", ticket);
    }

    @Override
    public void close() {
        closed = true;
        loseConnection();
        http.shutdownNow();
    }

    private void press(String action, Ticket ticket) {
        HttpRequest request = request("/orders/" + ticket.orderId() + "/" + action)
                .header("Content-Type", "application/json")
                .timeout(ANSWER)
                .POST(BodyPublishers.ofString("{\"version\": " + ticket.version() + "}"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new KitchenClosed("The kitchen may not " + action + " order " + ticket.number() + ": "
                        + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException unanswered) {
            throw new WaitedInVain(ANSWER, "an answer to '" + action + "': " + unanswered.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in the middle of '" + action + "'.", interrupted);
        }
    }

    private void follow() {
        while (!closed) {
            try {
                connect();
            } catch (IOException broken) {
                log.lineBroke(String.valueOf(broken.getMessage()));
            } catch (InterruptedException closing) {
                return;
            } catch (KitchenClosed refused) {
                log.refused(refused);
                return;
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/events").header("Accept", "text/event-stream");
        log.lastId().ifPresent(id -> request.header("Last-Event-ID", Long.toString(id)));
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        int status = answer.statusCode();
        try (InputStream body = answer.body();
                BufferedReader in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (status >= 400 && status < 500) {
                throw new KitchenClosed(
                        "The ticket stream at " + address + "/events answered " + status + ": " + in.readLine());
            } else if (status != 200) {
                throw new IOException("the ticket stream answered " + status);
            }
            lastLineNanos.set(System.nanoTime());
            stream = body;
            log.connected();
            new EventStream(in).read(() -> lastLineNanos.set(System.nanoTime()), this::told);
        }
    }

    private void told(Event event) {
        switch (event.name()) {
            case "ticket" -> log.ticket(event.id(), event.data(), Instant.now());
            case "caught-up" -> log.caughtUp();
            default -> {}
        }
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            if (System.nanoTime() - lastLineNanos.get() > DEAD_LINE.toNanos()) {
                lastLineNanos.set(System.nanoTime());
                loseConnection();
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
