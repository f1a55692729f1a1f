package dev.sotto.analytics;

import static dev.sotto.analytics.lake.TableShape.CALLS;
import static dev.sotto.analytics.lake.TableShape.TRANSCRIPTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.reconcile.Comparison;
import dev.sotto.analytics.reconcile.Difference;
import dev.sotto.analytics.reconcile.Reconciler;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.speech.SpeechRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Calls and what was said on them, in PostgreSQL as its own migrations make it, and in a real lake. */
@ExtendWith(LakeStores.class)
class CallReconcilerTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    private final Reconciling reconciling;
    private final BothSides sides;
    private final BothCalls both;

    CallReconcilerTest(LakeSettings settings, @TempDir Path folder) throws SQLException, IOException {
        this.reconciling = new Reconciling(settings, folder);
        this.sides = reconciling.sides;
        this.both = new BothCalls(sides);
    }

    @AfterEach
    void close() throws SQLException {
        reconciling.close();
    }

    @Test
    void bothAgreeAlsoOfWhatWasNotUnderstoodOrIsForgotten() throws SQLException {
        both.call("bistro", "c1", noon, "7");
        both.said("bistro", "c1", noon.plusSeconds(10), "deux pizzas, s'il vous plaît");
        both.unclear("bistro", "c1", noon.plusSeconds(20), " ");
        both.call("bistro", "c2", noon.plusSeconds(3700), null);
        both.call("trattoria", "c3", noon.plusSeconds(3599), "La terrasse");
        both.said("trattoria", "c3", noon.plusSeconds(3700), "due caffè");
        both.said("trattoria", "c3", noon.plusSeconds(3710), "mi chiamo Ada");
        sides.sql("delete from call_words where words like '%Ada'");
        both.inLake(TRANSCRIPTS, row -> {
            if (Objects.equals(row.getField("text"), "mi chiamo Ada")) {
                row.setField("text", null);
            }
            return row;
        });
        // Nobody heard it begin.
        both.lake(CALLS, BothCalls.started("bistro", "c4", noon, new CallEnded(EndReason.CALLER_HUNG_UP, 1)));
        sides.sql(
                "insert into calls (restaurant_id, call_id, started_at, ended_at) values ('bistro', 'c4', now(), now())");
        both.heard(CALLS);

        Comparison compared = compared(SOON);

        assertThat(compared.differences()).isEmpty();
        assertThat(compared.calls().left()).isFalse();
        assertThat(compared.calls().calls()).isEqualTo(3);
        assertThat(compared.calls().sentences()).isEqualTo(3);
    }

    @Test
    void whatIsMissingOrWrongOnEitherSideIsFound() throws SQLException {
        for (String call : List.of("doubled", "ended", "gone", "lost", "reworded", "right", "unfiled")) {
            both.call("bistro", call, noon, null);
            both.said("bistro", call, noon.plusSeconds(10), "une pizza de " + call);
            both.said("bistro", call, noon.plusSeconds(20), "merci");
        }
        sides.sql("insert into call_words select restaurant_id, call_id, said_at, 'again', 0, speaker, words"
                + " from call_words where call_id = 'doubled' and words = 'merci'");
        sides.sql("update calls set ended_at = ended_at + interval '1 second' where call_id = 'ended'");
        sides.sql("delete from calls where call_id = 'gone'");
        both.inLake(TRANSCRIPTS, row -> Objects.equals(row.getField("text"), "une pizza de lost") ? null : row);
        sides.sql("update call_words set words = 'une pizza' where words = 'une pizza de reworded'");
        both.inLake(CALLS, row -> row.getField("call_id").equals("unfiled") ? null : row);

        List<Difference> found = compared(SOON).differences();

        assertThat(found).extracting(Difference::kind).containsOnly(Difference.Kind.CALL);
        assertThat(found)
                .extracting(Difference::id)
                .containsExactly("doubled", "ended", "gone", "lost", "reworded", "unfiled");
        assertThat(found)
                .extracting(Difference::sentence)
                .containsExactly(
                        "sentences: 3 in PostgreSQL, 2 in the history",
                        "end: " + micros(noon.plusSeconds(31)) + " in PostgreSQL, " + micros(noon.plusSeconds(30))
                                + " in the history",
                        "only the history has it, with 2 sentences",
                        "sentences: 2 in PostgreSQL, 1 in the history",
                        "the same number of sentences, and other ones",
                        "only PostgreSQL has it, with 2 sentences");
    }

    @Test
    void whoeverIsBehindIsWaitedForAndIsNotWrong() throws SQLException {
        assertThat(compared(AT_ONCE).calls().left())
                .as("nobody knows how far PostgreSQL is")
                .isTrue();
        both.call("bistro", "c1", noon, null);
        assertThat(compared(AT_ONCE).calls().left()).isFalse();

        // The lake has read more: no part of it is compared.
        SpeechRecord ahead = BothCalls.speech("bistro", "c1", noon.plusSeconds(5), BothCalls.spoken("encore"));
        both.lake(TRANSCRIPTS, ahead);
        sides.sql("insert into call_offsets values ('speech.transcripts', 0, 0)");
        assertThat(compared(AT_ONCE).differences()).isEmpty();
        both.postgres(ahead, "guest", "encore");
        both.heard(TRANSCRIPTS);
        assertThat(compared(AT_ONCE).differences()).isEmpty();

        // PostgreSQL has read more: it is left for later, and compared as soon as the lake has it.
        SpeechRecord late = BothCalls.speech("bistro", "c1", noon.plusSeconds(6), BothCalls.spoken("et un café"));
        both.postgres(late, "guest", "et un café");
        sides.sql("update call_offsets set next_offset = 2 where topic = 'speech.transcripts'");
        assertThat(compared(AT_ONCE).calls().left()).isTrue();
        CompletableFuture<Comparison> waiting = CompletableFuture.supplyAsync(() -> compared(SOON));
        both.lake(TRANSCRIPTS, late);
        Comparison compared = waiting.join();
        assertThat(compared.calls().left()).isFalse();
        assertThat(compared.calls().sentences()).isEqualTo(2);
        assertThat(compared.differences()).isEmpty();
    }

    @Test
    void driftIsAnAlarmOnceItHasLastedUntilItIsMended() throws SQLException {
        both.call("bistro", "c1", noon, null);
        both.said("bistro", "c1", noon.plusSeconds(10), "bonjour");
        sides.sql("delete from call_words");

        Reconciler patient = reconciler(SOON, Duration.ofHours(1));
        patient.start();
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> sides.one("select count(*) from sotto_history.differences where kind = 'CALL'")
                        .equals("1"));
        assertThat(patient.standing().differences()).isEmpty();
        patient.stop();

        Reconciler prompt = reconciler(SOON, Duration.ZERO);
        prompt.start();
        await().atMost(SOON).until(() -> prompt.standing().differences().size() == 1);
        assertThat(prompt.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(prompt.standing().sentence()).contains("differ in 0 orders and 1 calls");

        sides.sql("insert into call_words values ('bistro', 'c1', '" + noon.plusSeconds(10) + "', '"
                + BothCalls.id("c1", noon.plusSeconds(10)) + "', 0, 'guest', 'bonjour', null)");
        await().atMost(SOON).until(() -> prompt.standing().differences().isEmpty());
        assertThat(prompt.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void theAuditorReadsNoNumberAndNoWord() throws SQLException {
        both.call("bistro", "c1", noon, null);
        both.said("bistro", "c1", noon.plusSeconds(10), "bonjour");
        sides.sql("set role sotto_auditor");
        assertThat(sides.one("select hash from audited_words")).matches("[0-9a-f]{32}");
        for (String forbidden : List.of(
                "select caller_number from calls",
                "select saying from calls",
                "select words from call_words",
                "select call_id from call_words",
                "delete from audited_words",
                "update calls set source = null",
                "delete from call_offsets")) {
            assertThatThrownBy(() -> sides.sql(forbidden)).as(forbidden).hasMessageContaining("permission denied");
        }
        sides.sql("reset role");
    }

    private Comparison compared(Duration lakeWithin) {
        return reconciling.compared(lakeWithin);
    }

    private Reconciler reconciler(Duration lakeWithin, Duration callsAfter) {
        return reconciling.reconciler(lakeWithin, callsAfter, new SimpleMeterRegistry());
    }

    private static String micros(Instant at) {
        return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
}
