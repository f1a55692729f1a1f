package dev.sotto.orders.evidence;

import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.order.ClaimOpened;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a guest with a link can send, and who sees it. */
class EvidenceTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EDGE = "----edge";

    private static final EvidenceSettings USUAL = new EvidenceSettings(null, Duration.ofDays(7), Duration.ofDays(90));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String claim = UUID.randomUUID().toString();

    @BeforeEach
    void picturesOfAClaimWereAskedFor() {
        opened(claim, true);
    }

    @Test
    void aGuestSendsPicturesAndItsManagerSeesThem() throws IOException, InterruptedException {
        String link = link();
        assertThat(link).matches("/evidence/[A-Za-z0-9_-]{43}");
        HttpResponse<String> page = running().get(link, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\"", "Up to 5 pictures");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("form-action 'self'").doesNotContain("script"));
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");

        byte[] png = Pictures.of(Picture.Kind.PNG, 3000);
        HttpResponse<String> sent = send(link, "burnt.gif", Pictures.noted(Picture.Kind.PNG, 3000, 1));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.body()).contains("Thank you, picture 1 has arrived.", "We have 1 of 5 pictures.");

        JsonNode told = sheet();
        assertThat(told.path("pictures")).hasSize(1);
        String picture = told.path("pictures").path(0).path("id").asString();
        HttpResponse<byte[]> seen =
                http.send(request(pictures() + picture, MANAGER).GET().build(), BodyHandlers.ofByteArray());
        assertThat(seen.body()).as("without where it was taken").isEqualTo(png);
        assertThat(seen.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(seen.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(seen.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("sandbox").contains("default-src 'none'"));

        assertThat(running().get(pictures() + picture, COOK).statusCode()).isEqualTo(403);
        assertThat(running()
                        .get("/api/restaurants/m7/claims/" + claim + "/pictures/" + picture, managerOf("m7"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(running().owner("select count(*) from claim_pictures where claim_id = '" + claim + "'"))
                .isEqualTo("1");
        assertThat(running()
                        .owner("select count(*) from information_schema.columns where column_name ~ 'token' and"
                                + " table_name ~ '^claim'"))
                .as("the link is kept nowhere")
                .isEqualTo("0");
    }

    @Test
    void whatIsNoPictureOrTooLargeOrOneTooManyIsToldInASentence() throws IOException, InterruptedException {
        String link = link();
        HttpResponse<String> none =
                send(link, "photo.jpg", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body())
                .contains("Picture 1 is not a JPEG, PNG or WebP picture.")
                .doesNotContain("alert(1)");

        HttpResponse<String> large = send(link, "photo.jpg", new byte[Picture.MOST_BYTES + 1]);
        assertThat(large.statusCode()).isEqualTo(422);
        assertThat(large.body()).contains("Picture 1 is larger than 5 MB.");

        byte[] half = Arrays.copyOf(Pictures.of(Picture.Kind.JPEG, 1), 700);
        assertThat(send(link, "photo.jpg", half).body()).contains("Picture 1 is damaged, or did not arrive whole.");

        HttpResponse<String> nothing = send(link, "");
        assertThat(nothing.body()).contains("No picture came with it.");

        byte[][] six = new byte[6][];
        for (int nth = 0; nth < six.length; nth++) {
            six[nth] = Pictures.of(Picture.Kind.JPEG, 1000 + nth);
        }
        HttpResponse<String> many = send(link, "photo.jpg", six);
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(many.body())
                .contains("Thank you, picture 5 has arrived.", "Picture 6 was not kept: 5 pictures are there already.")
                .doesNotContain("<form");
        assertThat(sheet().path("pictures")).hasSize(5);
        assertThat(send(link, "photo.jpg", six[0]).statusCode())
                .as("the same picture twice is one")
                .isEqualTo(200);
    }

    @Test
    void aLinkThatWasGuessedOldOrOfAForgottenGuestOpensNothing() throws IOException, InterruptedException {
        String link = link();
        String torn = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BB" : "AA");
        for (String none : List.of(torn, "/evidence/" + "A".repeat(43), "/evidence/x")) {
            assertThat(running().get(none, "").statusCode()).as(none).isEqualTo(404);
            assertThat(send(none, "photo.jpg", Pictures.of(Picture.Kind.JPEG, 500))
                            .statusCode())
                    .isEqualTo(404);
        }
        String never = UUID.randomUUID().toString();
        opened(never, false);
        assertThat(json(running().get("/api/restaurants/r1/claims/" + never + "/evidence", MANAGER))
                        .path("link")
                        .isNull())
                .as("nobody asked for pictures of this one")
                .isTrue();

        update("opened_at = now() - interval '8 days'");
        assertThat(running().get(link, "").body()).contains("not any longer");
        assertThat(sheet().path("link").isNull()).isTrue();
        update("opened_at = now(), description = '', phone = null");
        assertThat(running().get(link, "").statusCode()).isEqualTo(404);
    }

    @Test
    void everyNodeMakesTheSameLinkOfTheDatabaseAloneAndNobodyOfARestaurantReadsItsKey() {
        String link = link();
        try (Postgres ofAnotherNode = new Postgres(running().postgres())) {
            assertThat(new EvidenceKey(ofAnotherNode, USUAL)
                            .links()
                            .mapNotNull(links -> links.link(claim))
                            .block(SOON))
                    .isEqualTo(link);
            var key = ofAnotherNode
                    .client()
                    .sql("select key from evidence_keys")
                    .fetch()
                    .all();
            assertThatThrownBy(() -> ofAnotherNode.reading(Reach.of("r1"), key).blockLast(SOON))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void picturesGoAfterNinetyDays() throws IOException, InterruptedException {
        send(link(), "photo.jpg", Pictures.of(Picture.Kind.JPEG, 700));
        running()
                .owner("with old as (update claim_pictures set added_at = now() - interval '91 days' where claim_id = '"
                        + claim + "' returning 1) select count(*) from old");
        try (Postgres postgres = new Postgres(running().postgres())) {
            new AlbumKeeper(postgres, USUAL, Clock.systemUTC()).look().block(SOON);
        }
        assertThat(sheet().path("pictures")).isEmpty();
    }

    private void opened(String id, boolean evidence) {
        running()
                .append(OrderLog.order(
                        "r1",
                        id,
                        1,
                        new ClaimOpened(
                                null,
                                "wrong_item",
                                2,
                                "not mine",
                                "calm",
                                false,
                                "callback",
                                "+33612345678",
                                evidence)));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/r1/claims/" + id + "/evidence", MANAGER)
                                .statusCode()
                        == 200);
    }

    private void update(String set) {
        running()
                .owner("with one as (update claims set " + set + " where claim_id = '" + claim
                        + "' returning 1) select count(*) from one");
    }

    private String pictures() {
        return "/api/restaurants/r1/claims/" + claim + "/pictures/";
    }

    private JsonNode sheet() {
        return json(running().get("/api/restaurants/r1/claims/" + claim + "/evidence", MANAGER));
    }

    private String link() {
        return sheet().path("link").asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> send(String link, String name, byte[]... files)
            throws IOException, InterruptedException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] file : files.length == 0 ? new byte[1][0] : files) {
            form.writeBytes(("--" + EDGE + "\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"" + name
                            + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(file);
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes(("--" + EDGE + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return http.send(
                request(link, "")
                        .header("Content-Type", "multipart/form-data; boundary=" + EDGE)
                        .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running().port() + path))
                .timeout(SOON);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
