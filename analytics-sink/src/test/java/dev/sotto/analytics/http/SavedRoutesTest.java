package dev.sotto.analytics.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.hot.HotSettings;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.QuerySettings.Token;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.saved.SavedQuestions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

@ExtendWith(LakeStores.class)
class SavedRoutesTest {

    private static final Token BISTRO = new Token("token-of-the-bistro", "bistro", Role.ANALYST);
    private static final Token ALL = new Token("token-of-the-operator", "*", Role.OPERATOR);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Questions questions;
    private final SavedQuestions saved;
    private final DisposableServer server;

    SavedRoutesTest(LakeSettings lake, @TempDir Path cache) {
        questions =
                new Questions(Asking.settings(cache, List.of(BISTRO, ALL)), Mono.never(), new SimpleMeterRegistry());
        saved = new SavedQuestions(
                new HotSettings(lake.catalogUrl(), lake.catalogUser(), "", Duration.ofSeconds(1), 500));
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        new SavedRoutes(saved, questions, List.of(BISTRO, ALL)).routes())))
                .bindNow();
    }

    @AfterEach
    void close() throws SQLException {
        server.disposeNow();
        saved.close();
        questions.close();
        http.close();
    }

    @Test
    void aQuestionIsSavedForThoseWhoMayAskItAndNobodyElse() {
        assertThat(send("PUT", BISTRO, "/dishes", "select item_name from order_lines")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("PUT", BISTRO, "/dishes", "select item_name, quantity from order_lines")
                        .statusCode())
                .isEqualTo(204);

        assertThat(send("GET", BISTRO, "", "").body())
                .containsOnlyOnce("\"name\":\"dishes\"")
                .contains("select item_name, quantity from order_lines");
        assertThat(send("GET", BISTRO, "/dishes", "").body()).contains("item_name, quantity");
        assertThat(send("GET", ALL, "", "").body()).doesNotContain("dishes");
        assertThat(send("DELETE", ALL, "/dishes", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", new Token("a-token-nobody-knows", "bistro", Role.ANALYST), "", "")
                        .statusCode())
                .isEqualTo(401);

        assertThat(send("DELETE", BISTRO, "/dishes", "").statusCode()).isEqualTo(204);
        assertThat(send("GET", BISTRO, "/dishes", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCouldNotBeAskedIsNotSaved() {
        assertThat(send("PUT", BISTRO, "/of-others", "select * from read_csv('/etc/passwd')")
                        .body())
                .contains("Refused");
        assertThat(send("PUT", BISTRO, "/Dishes%20", "select 1").body()).contains("small letters");
        assertThat(send("PUT", BISTRO, "/nothing", " ").statusCode()).isEqualTo(400);
        assertThat(send("GET", BISTRO, "", "").body()).isEqualTo("{\"saved\":[]}");
    }

    @Test
    void moreThanCanBeOverlookedAreNotKept() {
        for (int count = 0; count < 200; count++) {
            assertThat(send("PUT", ALL, "/q" + count, "select 1").statusCode()).isEqualTo(204);
        }

        assertThat(send("PUT", ALL, "/one-more", "select 1").body()).contains("200 questions");
        assertThat(send("PUT", ALL, "/q7", "select 2").statusCode()).isEqualTo(204);
        assertThat(send("PUT", BISTRO, "/q0", "select 1").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> send(String method, Token token, String place, String sql) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/sql/saved" + place))
                            .header("authorization", "Bearer " + token.token())
                            .method(method, BodyPublishers.ofString(sql))
                            .build(),
                    BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
