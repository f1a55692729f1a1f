package dev.sotto.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Clients that send a piece, wait for nothing, and listen only when all has been sent. */
class WholeRequestsTest {

    private static final int PIECE = 64 * 1024;
    private static final int WAIT_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    private DisposableServer server;
    private Socket client;

    @BeforeEach
    void serve() throws IOException {
        var routes = route().POST(
                        "/read",
                        request -> request.bodyToMono(String.class)
                                .flatMap(body -> ServerResponse.ok().bodyValue(body.length() + " read"))
                                .onErrorResume(
                                        DataBufferLimitException.class, failed -> status(HttpStatus.CONTENT_TOO_LARGE)))
                .POST("/refused", request -> status(HttpStatus.UNAUTHORIZED))
                .GET("/there", request -> ServerResponse.ok().bodyValue("there"))
                .build();
        HandlerStrategies strategies = HandlerStrategies.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(2 * PIECE))
                .webFilter(new WholeRequests())
                .build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes, strategies)))
                .bindNow();
        client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(WAIT_MILLIS);
    }

    @AfterEach
    void leave() throws IOException {
        client.close();
        server.disposeNow();
    }

    @Test
    void whatIsReadIsReadWhole() throws IOException {
        post("/read", 2 * PIECE, 2);

        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoSendsTooMuchIsToldSoAndAnsweredAgainOnTheSameConnection() throws IOException {
        post("/read", 40 * PIECE, 40);
        assertThat(answer()).startsWith("HTTP/1.1 413");

        get("/there");
        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoIsRefusedUnreadIsAnsweredAgainOnTheSameConnection() throws IOException {
        for (int time = 0; time < 3; time++) {
            post("/refused", 40 * PIECE, 40);
            assertThat(answer()).startsWith("HTTP/1.1 401");
        }

        get("/there");
        assertThat(answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void whoStopsInTheMiddleIsAnsweredAndSentAway() throws IOException {
        post("/refused", 40 * PIECE, 3);

        assertThat(answer()).startsWith("HTTP/1.1 401").containsIgnoringCase("connection: close");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    private static Mono<ServerResponse> status(HttpStatus status) {
        return ServerResponse.status(status).bodyValue("no");
    }

    private void post(String path, long length, int pieces) throws IOException {
        write("POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: " + length
                + "\r\n\r\n");
        OutputStream out = client.getOutputStream();
        for (int sent = 0; sent < pieces; sent++) {
            out.write("x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private void get(String path) throws IOException {
        write("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    private void write(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    /** The head of the next answer; its body is read past. */
    private String answer() throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
        var head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
        return head.toString();
    }
}
