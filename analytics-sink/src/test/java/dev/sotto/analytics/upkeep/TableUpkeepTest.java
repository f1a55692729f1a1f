package dev.sotto.analytics.upkeep;

import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static dev.sotto.analytics.lake.TableShape.TRANSCRIPTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.UpkeepTimes;
import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.DyingFiles;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.RewriteOutcome.Outrun;
import dev.sotto.analytics.lake.RewriteOutcome.Rewritten;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.upkeep.Rewrite.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableUpkeepTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
    private static final Instant YESTERDAY = Instant.parse("2026-11-19T12:00:00Z");
    private static final Instant IN_SUMMER = Instant.parse("2026-07-01T12:00:00Z");

    private final Lake lake;

    TableUpkeepTest(@TempDir Path folder) {
        this.lake = DyingFiles.lake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void manySmallFilesOfADayThatIsOverBecomeFewAndTheSinkGoesOnFromItsOffsets() throws Exception {
        append(ORDER_LINES, YESTERDAY, 0, 40, 4);
        List<String> before = StoredRows.of(lake, ORDER_LINES);
        assertThat(StoredRows.named(lake, ORDER_LINES)).hasSizeGreaterThan(20);

        upkeep(ORDER_LINES).tidy(NOW);

        assertThat(StoredRows.named(lake, ORDER_LINES)).hasSizeLessThanOrEqualTo(3);
        assertThat(StoredRows.of(lake, ORDER_LINES)).isEqualTo(before);
        assertThat(lake.table(ORDER_LINES).offsets()).isEqualTo(upTo(40));
        assertThat(lake.table(ORDER_LINES).append(StoredRows.rows(ORDER_LINES, YESTERDAY, 40, 44), upTo(40), upTo(44)))
                .isInstanceOf(Appended.class);
    }

    @Test
    void aTableWhosePastIsForgottenIsStillTidied() throws Exception {
        append(ORDER_LINES, YESTERDAY, 0, 20, 2);
        append(ORDER_LINES, IN_SUMMER, 20, 30, 2);
        upkeep(ORDER_LINES).forgetSnapshots(Instant.now().plus(Duration.ofDays(1)));
        append(ORDER_LINES, YESTERDAY, 30, 40, 2);
        List<String> before = StoredRows.of(lake, ORDER_LINES);
        List<Rewrite> plan = upkeep(ORDER_LINES).plan(NOW);

        assertThat(plan).isNotEmpty();
        for (Rewrite rewrite : plan) {
            assertThat(upkeep(ORDER_LINES).carryOut(rewrite)).isInstanceOf(Rewritten.class);
        }
        assertThat(StoredRows.of(lake, ORDER_LINES)).isEqualTo(before);
    }

    @Test
    void theHourThatStillRunsIsLeftAlone() {
        append(ORDER_LINES, NOW.minusSeconds(900), 0, 18, 3);

        assertThat(upkeep(ORDER_LINES).plan(NOW)).isEmpty();
        assertThat(upkeep(ORDER_LINES).plan(NOW.plusSeconds(3600)))
                .extracting(Rewrite::reason)
                .containsOnly(Reason.COMPACTION);
    }

    @Test
    void oldDaysMoveIntoTheArchiveAndStayThere() throws Exception {
        append(ORDER_LINES, IN_SUMMER, 0, 10, 5);
        List<String> before = StoredRows.of(lake, ORDER_LINES);

        upkeep(ORDER_LINES).tidy(NOW);

        assertThat(StoredRows.named(lake, ORDER_LINES))
                .allMatch(file -> file.startsWith(lake.archive(ORDER_LINES) + "/"));
        assertThat(StoredRows.of(lake, ORDER_LINES)).isEqualTo(before);
        assertThat(upkeep(ORDER_LINES).plan(NOW)).isEmpty();
    }

    @Test
    void whatMayNotBeKeptGoesAndForgottenFilesAreGoneFromTheStore() throws Exception {
        append(TRANSCRIPTS, IN_SUMMER, 0, 6, 3);
        append(TRANSCRIPTS, YESTERDAY, 6, 12, 3);

        upkeep(TRANSCRIPTS).tidy(NOW);
        upkeep(TRANSCRIPTS).forgetSnapshots(Instant.now().plus(Duration.ofDays(1)));
        append(TRANSCRIPTS, YESTERDAY, 12, 14, 1);
        upkeep(TRANSCRIPTS).forgetSnapshots(Instant.now().plus(Duration.ofDays(1)));

        assertThat(StoredRows.of(lake, TRANSCRIPTS)).hasSize(8).allMatch(row -> row.contains(" 2026-11-19"));
        assertThat(StoredRows.lying(lake, TRANSCRIPTS)).isEqualTo(StoredRows.named(lake, TRANSCRIPTS));
    }

    @Test
    void aRestaurantMayKeepLessThanTheOthers() throws Exception {
        append(ORDER_LINES, IN_SUMMER, 0, 30, 15);
        UpkeepSettings strict = keeping(Map.of("r1", Map.of("order_lines", Duration.ofDays(30))));

        new TableUpkeep(ORDER_LINES, lake, strict).tidy(NOW);

        assertThat(StoredRows.of(lake, ORDER_LINES)).hasSize(20).noneMatch(row -> row.contains(" r1 "));
        assertThat(lake.table(ORDER_LINES).offsets()).isEqualTo(upTo(30));
    }

    @Test
    void ofTwoThatRewriteTheSameFilesOneIsOutrunAndLeavesNothing() throws Exception {
        append(ORDER_LINES, YESTERDAY, 0, 6, 3);
        TableUpkeep one = upkeep(ORDER_LINES);
        TableUpkeep other = upkeep(ORDER_LINES);
        Rewrite rewrite = one.plan(NOW).getFirst();

        assertThat(one.carryOut(rewrite)).isInstanceOf(Rewritten.class);
        assertThat(other.carryOut(rewrite)).isInstanceOf(Outrun.class);
        assertThat(StoredRows.of(lake, ORDER_LINES)).hasSize(6);
    }

    @Test
    void listsOfFilesAreGatheredWithoutLosingTheOffsets() throws Exception {
        append(ORDER_LINES, YESTERDAY, 0, 13, 1);

        assertThat(upkeep(ORDER_LINES).gatherManifests()).isEqualTo(13);

        assertThat(StoredRows.of(lake, ORDER_LINES)).hasSize(13);
        assertThat(lake.table(ORDER_LINES).offsets()).isEqualTo(upTo(13));
    }

    @Test
    void onlyOldLeftoversAreRemoved() throws Exception {
        append(ORDER_LINES, YESTERDAY, 0, 4, 4);
        DyingFiles.of(lake).dieAfter(8);
        try {
            lake.table(ORDER_LINES).append(StoredRows.rows(ORDER_LINES, YESTERDAY, 4, 8), upTo(4), upTo(8));
        } catch (DyingFiles.Killed | RuntimeException died) {
            DyingFiles.of(lake).live();
        }
        int lying = StoredRows.lying(lake, ORDER_LINES).size();
        assertThat(lying).isGreaterThan(3);

        assertThat(upkeep(ORDER_LINES).removeLeftovers(Instant.now())).isZero();
        assertThat(upkeep(ORDER_LINES).removeLeftovers(Instant.now().plus(Duration.ofDays(2))))
                .isPositive();
        assertThat(StoredRows.lying(lake, ORDER_LINES)).isEqualTo(StoredRows.named(lake, ORDER_LINES));
        assertThat(StoredRows.of(lake, ORDER_LINES)).hasSize(4);
    }

    @Test
    void whereverAProcessDiesNothingIsLostAndNothingCountsTwice() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int killed = 0;
        for (int life = 0; life < 10; life++) {
            DyingFiles.of(lake).dieAfter(10 + random.nextInt(110));
            killed += live() ? 0 : 1;
        }
        DyingFiles.of(lake).live();
        long written = held();
        live();

        assertThat(StoredRows.of(lake, ORDER_LINES)).as("seed " + seed).isEqualTo(expected(written + 12));
        upkeep(ORDER_LINES).removeLeftovers(Instant.now().plus(Duration.ofDays(2)));
        assertThat(StoredRows.of(lake, ORDER_LINES)).hasSize((int) written + 12);
        assertThat(killed).as("seed " + seed).isGreaterThan(3);
    }

    /** Writes three batches, of a day that is over and of one that is for the archive, and tidies; false when it died. */
    private boolean live() {
        try {
            for (int batch = 0; batch < 3; batch++) {
                LakeTable table = lake.table(ORDER_LINES);
                Offsets held = table.offsets();
                long from = held.next().getOrDefault(0, 0L);
                table.append(StoredRows.rows(ORDER_LINES, dayOf(from), from, from + 4), held, upTo(from + 4));
            }
            TableUpkeep upkeep = new TableUpkeep(ORDER_LINES, lake, UpkeepTimes.USUAL);
            upkeep.tidy(NOW);
            upkeep.forgetSnapshots(Instant.now().plus(Duration.ofDays(1)));
            return true;
        } catch (DyingFiles.Killed | RuntimeException died) {
            return false;
        }
    }

    private long held() {
        return lake.table(ORDER_LINES).offsets().next().getOrDefault(0, 0L);
    }

    private static Instant dayOf(long offset) {
        return offset / 4 % 2 == 0 ? YESTERDAY : IN_SUMMER;
    }

    private static List<String> expected(long until) {
        return LongStream.range(0, until)
                .mapToObj(offset -> "event-%d %s r%d %d [large, rare]"
                        .formatted(
                                offset,
                                dayOf(offset).plusSeconds(offset).atOffset(ZoneOffset.UTC),
                                offset % 3,
                                offset % 5))
                .sorted()
                .toList();
    }

    private void append(TableShape shape, Instant at, long from, long until, int size) {
        for (long offset = from; offset < until; offset += size) {
            LakeTable table = lake.table(shape);
            long end = Math.min(until, offset + size);
            table.append(StoredRows.rows(shape, at, offset, end), table.offsets(), upTo(end));
        }
    }

    private TableUpkeep upkeep(TableShape shape) {
        return new TableUpkeep(shape, lake, UpkeepTimes.USUAL);
    }

    private static UpkeepSettings keeping(Map<String, Map<String, Duration>> restaurants) {
        UpkeepSettings usual = UpkeepTimes.USUAL;
        return new UpkeepSettings(
                usual.every(),
                usual.share(),
                usual.together(),
                usual.rollUpEvery(),
                usual.archiveAfter(),
                usual.snapshotsFor(),
                usual.orphansAfter(),
                usual.retention(),
                restaurants);
    }

    private static Offsets upTo(long next) {
        return Offsets.NONE.after(0, next - 1);
    }
}
