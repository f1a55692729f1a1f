package dev.sotto.analytics;

import static dev.sotto.analytics.Records.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.StateTable;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.erasure.ErasureAsked;
import dev.sotto.schemas.erasure.ErasureDone;
import dev.sotto.schemas.erasure.ErasureRecord;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(LakeStores.class)
class AnalyticsApplicationTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BISTRO = RunningSink.BISTRO;
    private static final String OPERATOR = RunningSink.OPERATOR;

    private static EmbeddedKafka kafka;
    private static EventLog log;
    private static StateTable<ErasureRecord> erasures;
    private static ConfigurableApplicationContext service;
    private static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(LakeSettings lake, @TempDir Path folder) {
        kafka = EmbeddedKafka.temporary();
        log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(2, (short) 1)).block(SOON);
        append(Topics.ORDERS_EVENTS, "bistro", placed("bistro", "o1", 2));
        append(Topics.ORDERS_EVENTS, "trattoria", placed("trattoria", "o2", 1));
        erasures = log.table(Topics.PRIVACY_ERASURES);
        service = RunningSink.start(kafka, lake, folder);
    }

    @AfterAll
    static void stop() {
        service.close();
        log.close();
        kafka.close();
    }

    private static <V extends TopicRecord> void append(Topic<V> topic, String key, V record) {
        log.append(topic, key, record, Trace.start()).block(SOON);
    }

    private static SpeechRecord unclear(String restaurant, String call, int utterance) {
        UnclearSpeech heard = new UnclearSpeech(UnclearReason.LOW_CONFIDENCE, "I am Mme Durand", 1, 50, 0);
        return Records.speech(restaurant, call, utterance, heard);
    }

    @Test
    void anOrderOfTheLogIsSoonAnsweredInSqlToItsRestaurantOnly() {
        await().atMost(SOON)
                .until(() -> csv(OPERATOR, "select count(*) from order_lines where restaurant_id <> 'osteria'")
                        .equals("3"));

        assertThat(csv(BISTRO, "select count(*), sum(line_total_minor) from order_lines"))
                .isEqualTo("2,3800");
        assertThat(csv(BISTRO, "select total_minor, currency, status from orders"))
                .isEqualTo("3800,EUR,received");
        assertThat(ask(OPERATOR, "application/json", "{\"sql\": \"select 1 as one, ['a'] as list\"}", "*/*")
                        .body())
                .contains("\"columns\":[{\"name\":\"one\",\"type\":\"INTEGER\"}", "\"rows\":[[1,[\"a\"]]]");
    }

    @Test
    void neitherNamesNorPhoneNumbersReachTheHistory() {
        await().atMost(SOON)
                .until(() -> csv(OPERATOR, "select count(*) from order_lines where restaurant_id <> 'osteria'")
                        .equals("3"));

        assertThat(ask(OPERATOR, "text/plain", "select * from order_lines", "text/csv")
                        .body())
                .contains("burger")
                .doesNotContain("33612345678")
                .doesNotContain("Durand");
    }

    @Test
    void whoeverIsToBeForgottenLosesHisWordsAndNotHisOrderAlsoWhatComesLater() {
        append(Topics.ORDERS_EVENTS, "osteria", placed("osteria", "o9", 2));
        append(Topics.SPEECH_TRANSCRIPTS, "call-of-o9", unclear("osteria", "call-of-o9", 1));
        String notes = "select count(note), sum(line_total_minor) from order_lines where restaurant_id = 'osteria'";
        String words = "select count(*), count(text) from transcripts where restaurant_id = 'osteria'";
        await().atMost(SOON).until(() -> csv(OPERATOR, notes).equals("2,3800"));
        await().atMost(SOON).until(() -> csv(OPERATOR, words).equals("1,1"));

        ErasureAsked asked = new ErasureAsked("test", "78", List.of("call-of-o9"), List.of(), Map.of());
        append(
                Topics.PRIVACY_ERASURES,
                "e1",
                new ErasureRecord(Envelope.unique(Topics.PRIVACY_ERASURES, "osteria"), "e1", asked));
        await().atMost(SOON).until(() -> csv(OPERATOR, notes).equals("0,3800"));
        await().atMost(SOON).until(() -> csv(OPERATOR, words).equals("1,0"));
        append(Topics.SPEECH_TRANSCRIPTS, "call-of-o9", unclear("osteria", "call-of-o9", 2));

        await().atMost(SOON).until(() -> csv(OPERATOR, words).equals("2,0"));
        await().atMost(SOON).until(() -> {
            ErasureRecord told = erasures.get("e1/history");
            return told != null
                    && told.event() instanceof ErasureDone done
                    && done.remains().isEmpty();
        });
        assertThat(csv(OPERATOR, "select count(note) from order_lines where restaurant_id = 'bistro'"))
                .isEqualTo("2");
    }

    @Test
    void anAnswerMayBeAFileOfColumns() throws Exception {
        for (FileForm form : FileForm.values()) {
            HttpRequest question = request("/sql", BISTRO)
                    .header("Content-Type", "text/plain")
                    .header("Accept", form.mediaType() + ", application/problem+json")
                    .POST(BodyPublishers.ofString("select x, x::varchar || 'é' as name from range(3) t(x)"))
                    .build();
            HttpResponse<byte[]> answer = http.send(question, BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("content-type")).hasValue(form.mediaType());
            assertThat(answer.headers().firstValue("sotto-rows")).hasValue("3");
            assertThat(answer.headers().firstValue("sotto-truncated")).hasValue("false");
            assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                    .startsWith(form == FileForm.PARQUET ? "PAR1" : "\u00ff\u00ff\u00ff\u00ff")
                    .contains("name");
        }
    }

    @Test
    void aStrangerIsToldToNameHimself() {
        HttpResponse<String> answer = ask("not-a-token-at-all", "text/plain", "select 1", "*/*");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void aMistakeIsAnsweredWithTheEnginesWordsAndNoTrace() {
        HttpResponse<String> answer = ask(BISTRO, "text/plain", "select nothing from order_lines", "text/csv");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("Binder Error", "nothing").doesNotContain("org.duckdb", "\\tat ");
    }

    @Test
    void aBodyThatIsNoQuestionIsRefused() {
        assertThat(ask(BISTRO, "application/json", "{", "*/*").statusCode()).isEqualTo(400);
        assertThat(ask(BISTRO, "application/json", "{}", "*/*").statusCode()).isEqualTo(400);
        assertThat(ask(BISTRO, "text/plain", "", "*/*").statusCode()).isEqualTo(400);
        assertThat(ask(BISTRO, "text/plain", "x".repeat(1_000_000), "*/*").statusCode())
                .isEqualTo(413);
    }

    @Test
    void tablesAndColumnsAreListedWithWhatTheyMean() {
        assertThat(get("/sql/tables", BISTRO).body())
                .contains("order_lines", "line_total_minor", "Quantity times unit price")
                .doesNotContain("offsets");
        assertThat(get("/sql/tables", OPERATOR).body()).contains("offsets", "bytes");
    }

    @Test
    void healthAndMetricsSayWhatTheServiceDoes() {
        await().atMost(SOON)
                .until(() -> csv(OPERATOR, "select count(*) from order_lines where restaurant_id <> 'osteria'")
                        .equals("3"));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("/actuator/health", OPERATOR).body())
                                .contains("\"status\":\"UP\"", "last commit at", "\"lake\":\"open\"", "; tidied at"));
        assertThat(get("/actuator/prometheus", OPERATOR).body())
                .contains(
                        "sotto_analytics_in_total{table=\"order_lines\"} 2.0",
                        "sotto_analytics_out_total{table=\"order_lines\"} 2.0",
                        "sotto_analytics_rows_total{table=\"order_lines\"} 3.0",
                        "sotto_analytics_commit_seconds_count{table=\"order_lines\"}",
                        "sotto_analytics_entry_to_exit_seconds_count{table=\"order_lines\"}",
                        "sotto_analytics_freshness_seconds_count{table=\"order_lines\"}",
                        "sotto_analytics_table_files{table=\"order_lines\"}",
                        "sotto_analytics_upkeep_cleared_total{reason=\"snapshots\",table=\"order_lines\"}");
    }

    @Test
    void aLongQuestionIsAskedNowReadLaterAndGivenUp() {
        String endless = inquire(BISTRO, "select sum(a.x * b.x) from range(10000000) a(x), range(10000000) b(x)");
        await().atMost(SOON).until(() -> !get(endless, BISTRO).body().contains("\"percent\":0.0"));
        assertThat(get(endless, BISTRO).statusCode()).isEqualTo(202);
        assertThat(get(endless, OPERATOR).statusCode()).isEqualTo(404);

        assertThat(csv(BISTRO, "select 2")).isEqualTo("2");
        String behind = inquire(BISTRO, "select 3 as three");
        assertThat(get(behind, BISTRO).statusCode()).isEqualTo(202);

        assertThat(send(request(endless, BISTRO).DELETE()).statusCode()).isEqualTo(204);
        assertThat(get(endless, BISTRO).statusCode()).isEqualTo(404);
        await().atMost(SOON).until(() -> get(behind, BISTRO).body().contains("\"rows\":[[3]]"));
    }

    @Test
    void aMistakeInALongQuestionIsToldAsInAnyOther() {
        await().atMost(SOON).until(() -> csv(OPERATOR, "select 1").equals("1"));
        String wrong = inquire(BISTRO, "select nothing from order_lines");

        await().atMost(SOON).until(() -> get(wrong, BISTRO).statusCode() == 400);
        assertThat(get(wrong, BISTRO).body()).contains("Binder Error");
        assertThat(get("/sql/inquiries/none", BISTRO).statusCode()).isEqualTo(404);
        assertThat(get(wrong, "not-a-token-at-all").statusCode()).isEqualTo(401);
    }

    @Test
    void thePageMayRunNothingThatIsNotOurs() {
        HttpResponse<String> page = send(request("/history", "").GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(send(request("/assets/history/chart-4.5.1.js", "").GET()).body())
                .contains("Chart.js v4.5.1");
        assertThat(send(request("/assets/history/package-info.class", "").GET()).statusCode())
                .isEqualTo(404);
    }

    /** Where to look for the answer. */
    private static String inquire(String token, String sql) {
        HttpResponse<String> begun = send(request("/sql/inquiries", token)
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString(sql)));
        return begun.headers().firstValue("location").orElseThrow();
    }

    private static String csv(String token, String sql) {
        String body = ask(token, "text/plain", sql, "text/csv").body();
        List<String> lines = body.lines().toList();
        return lines.size() > 1 ? lines.get(1) : body;
    }

    private static HttpResponse<String> ask(String token, String type, String body, String accept) {
        return send(request("/sql", token)
                .header("content-type", type)
                .header("accept", accept)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET());
    }

    private static HttpRequest.Builder request(String path, String token) {
        String port = service.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(SOON)
                .header("authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
