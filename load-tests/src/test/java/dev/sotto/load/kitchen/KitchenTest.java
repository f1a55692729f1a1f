package dev.sotto.load.kitchen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sotto.load.WaitedInVain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KitchenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What the server says on each connection, one after the other; the last is kept open. */
    private final BlockingQueue<String> scripts = new LinkedBlockingQueue<>();

    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private final List<String> presses = new CopyOnWriteArrayList<>();
    private final List<HttpExchange> open = new ArrayList<>();
    private HttpServer server = server();

    @BeforeEach
    void openTheDoor() {
        server.createContext("/kitchen/chez-nous/events", this::stream);
        server.createContext("/kitchen/chez-nous/orders/", this::pressed);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void closeTheDoor() {
        server.stop(0);
    }

    @Test
    void aTicketIsShownOnceAndTheLineIsTakenUpWhereItBroke() {
        scripts.add(": hello\n\n" + ticket(7, "a", 1) + ticket(9, "b", 1));
        scripts.add(ticket(9, "b", 1) + ticket(12, "a", 2) + "event: caught-up\ndata: {}\n\n");
        try (Kitchen kitchen = kitchen()) {
            Ticket changed = kitchen.await(ticket -> ticket.version() == 2, PATIENCE, "the change of order a");
            kitchen.awaitCaughtUp(PATIENCE);
            assertThat(changed.orderId()).isEqualTo("a");
            assertThat(changed.lines()).hasSize(1);
            assertThat(kitchen.tickets()).extracting(Ticket::id).containsExactly(7L, 9L, 12L);
            assertThat(lastEventIds).startsWith("none", "9");
            assertThat(kitchen.tally()).isEqualTo(new Tally(4, 1, 0, 0, 0, 2));
        }
    }

    @Test
    void aLineThatIsCutFromHereIsTakenUpAgain() {
        scripts.add("keep" + ticket(1, "a", 1));
        scripts.add("keep" + ticket(2, "b", 1));
        try (Kitchen kitchen = kitchen()) {
            kitchen.await(ticket -> ticket.id() == 1, PATIENCE, "the first ticket");
            kitchen.loseConnection();
            kitchen.await(ticket -> ticket.id() == 2, PATIENCE, "the ticket after the cut");
            assertThat(lastEventIds).containsExactly("none", "1");
        }
    }

    @Test
    void idsThatGoBackVersionsThatAreSkippedAndNonsenseAreCounted() {
        scripts.add("keep" + ticket(5, "a", 1) + ticket(3, "b", 1) + ticket(8, "a", 4)
                + "event: ticket\nid: 9\ndata: {half\n\nevent: ticket\nid: x\ndata: {}\n\n" + ticket(10, "c", 1));
        try (Kitchen kitchen = kitchen()) {
            kitchen.await(ticket -> ticket.id() == 10, PATIENCE, "the last ticket");
            assertThat(kitchen.tally()).isEqualTo(new Tally(6, 0, 1, 2, 2, 1));
        }
    }

    @Test
    void aTicketThatNeverComesIsNamed() {
        scripts.add("keep: nothing\n\n");
        try (Kitchen kitchen = kitchen()) {
            assertThatThrownBy(() -> kitchen.await(ticket -> true, Duration.ofMillis(300), "a ticket for table 12"))
                    .isInstanceOf(WaitedInVain.class)
                    .hasMessageStartingWith("Waited 300 ms in vain for a ticket for table 12");
        }
    }

    @Test
    void aKitchenThatIsTurnedAwaySaysWhy() {
        scripts.add("401");
        try (Kitchen kitchen = kitchen()) {
            assertThatThrownBy(() -> kitchen.await(ticket -> true, PATIENCE, "any ticket"))
                    .isInstanceOf(KitchenClosed.class)
                    .hasMessageEndingWith("/kitchen/chez-nous/events answered 401: {\"detail\":\"No token.\"}");
        }
    }

    @Test
    void aTicketIsPressedDoneWithTheVersionThatWasSeen() {
        scripts.add("keep" + ticket(1, "a", 3));
        try (Kitchen kitchen = kitchen()) {
            kitchen.bump(kitchen.await(ticket -> true, PATIENCE, "a ticket"));
            assertThat(presses).containsExactly("/kitchen/chez-nous/orders/a/bump Bearer secret {\"version\": 3}");
        }
    }

    private Kitchen kitchen() {
        return Kitchen.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "chez-nous", "secret");
    }

    private static String ticket(long id, String orderId, int version) {
        return "event: ticket\nid: " + id + "\ndata: {\"orderId\": \"" + orderId + "\", \"version\": " + version
                + ",\ndata: \"lines\": [{\"name\": \"soup\"}]}\n\n";
    }

    private void stream(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        lastEventIds.add(last == null ? "none" : last);
        String script = scripts.poll();
        if (script == null) {
            script = "keep: the end\n\n";
        }
        if (script.equals("401")) {
            byte[] body = "{\"detail\":\"No token.\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        boolean keep = script.startsWith("keep");
        exchange.getResponseBody().write(script.substring(keep ? 4 : 0).getBytes(UTF_8));
        exchange.getResponseBody().flush();
        if (keep) {
            open.add(exchange);
        } else {
            exchange.close();
        }
    }

    private void pressed(HttpExchange exchange) throws IOException {
        presses.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }
}
