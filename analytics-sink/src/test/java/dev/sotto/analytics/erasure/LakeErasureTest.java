package dev.sotto.analytics.erasure;

import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static dev.sotto.analytics.lake.TableShape.TRANSCRIPTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.UpkeepTimes;
import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.DyingFiles;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.upkeep.StoredRows;
import dev.sotto.analytics.upkeep.TableUpkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeErasureTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
    private static final String SECRET = "I am Mme Durand of 12 rue des Lilas";
    private static final List<TableShape> TABLES = List.of(TRANSCRIPTS, ORDER_LINES);
    private static final Subject HER = new Subject("r1", Set.of("call-3"), Set.of("order-4"));

    private final Lake lake;
    private final UnpackedFiles files;

    LakeErasureTest(@TempDir Path folder) {
        this.lake = DyingFiles.lake(folder);
        this.files = new UnpackedFiles(folder, lake);
    }

    @BeforeEach
    void sheSpokeTwoMonthsAgoYesterdayAndNow() {
        for (TableShape shape : TABLES) {
            append(shape, NOW.minus(Duration.ofDays(60)), 0);
            append(shape, NOW.minus(Duration.ofDays(1)), 20);
            new TableUpkeep(shape, lake, UpkeepTimes.archivingAfter(Duration.ofDays(30))).tidy(NOW);
            append(shape, NOW, 40);
        }
        assertThat(files.telling(SECRET)).hasSizeGreaterThan(6);
        assertThat(files.telling(SECRET)).anyMatch(file -> file.toString().endsWith(".avro"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aPersonsWordsLeaveEveryFileOfEveryTierAndNoSumChanges() throws IOException {
        List<String> before = StoredRows.of(lake, ORDER_LINES);

        assertThat(erase()).isEqualTo(Map.of("transcripts", 6L, "order_lines", 12L));

        assertThat(files.telling(SECRET)).isEmpty();
        assertThat(files.telling("two burgers")).isNotEmpty();
        assertThat(StoredRows.of(lake, ORDER_LINES)).isEqualTo(before);
        for (TableShape shape : TABLES) {
            assertThat(StoredRows.lying(lake, shape)).isEqualTo(StoredRows.named(lake, shape));
            assertThat(StoredRows.named(lake, shape)).anyMatch(file -> file.startsWith(lake.archive(shape) + "/"));
            LakeTable table = lake.table(shape);
            assertThat(table.offsets()).isEqualTo(Offsets.NONE.after(0, 59));
            assertThat(table.append(rows(shape, NOW, 60), table.offsets(), Offsets.NONE.after(0, 69)))
                    .isInstanceOf(Appended.class);
        }
    }

    @Test
    void asTheSameOfAnotherRestaurantNothingGoesAndTheSecondTimeNothingIsLeft() {
        assertThat(new LakeErasure(lake).erase(new Subject("r2", HER.calls(), HER.orders())))
                .isEmpty();
        assertThat(erase()).isNotEmpty();

        List<String> after = TABLES.stream()
                .map(shape -> lake.table(shape).files().toString())
                .toList();
        assertThat(erase()).isEmpty();
        assertThat(TABLES.stream()
                        .map(shape -> lake.table(shape).files().toString())
                        .toList())
                .isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(ints = 40)
    void whoeverDiesOnTheWayIsFollowedByOneWhoGoesOn(int steps) throws IOException {
        List<String> before = StoredRows.of(lake, ORDER_LINES);
        DyingFiles disk = DyingFiles.of(lake);
        disk.dieAfter(steps);
        boolean died = false;
        try {
            erase();
        } catch (DyingFiles.Killed | LakeUnavailable killed) {
            // As was to be; some threads tell it in their own words.
            died = true;
        }
        assertThat(died).isTrue();
        disk.live();

        erase();

        assertThat(new LakeErasure(lake).erase(HER)).isEmpty();
        assertThat(StoredRows.of(lake, ORDER_LINES)).isEqualTo(before);
        for (TableShape shape : TABLES) {
            new TableUpkeep(shape, lake, UpkeepTimes.archivingAfter(Duration.ofDays(30)))
                    .tidy(Instant.now().plus(Duration.ofDays(2)));
        }
        assertThat(files.telling(SECRET)).isEmpty();
    }

    private Map<String, Long> erase() {
        LakeErasure erasure = new LakeErasure(lake);
        Map<String, Long> changed = erasure.erase(HER);
        erasure.forgetThePast();
        return changed;
    }

    private void append(TableShape shape, Instant at, long from) {
        LakeTable table = lake.table(shape);
        for (long offset = from; offset < from + 20; offset += 10) {
            table.append(rows(shape, at, offset), table.offsets(), Offsets.NONE.after(0, offset + 9));
        }
    }

    /** Ten rows of ten calls and orders: one call and one order of these are hers. */
    private static List<Row> rows(TableShape shape, Instant at, long from) {
        return LongStream.range(from, from + 10)
                .mapToObj(offset -> {
                    long nth = offset % 10;
                    String words = nth == 3 || (nth == 4 && shape.equals(ORDER_LINES)) ? SECRET : "two burgers";
                    Row row = new Row("event-" + offset, at, "r1", 0, offset).with("call_id", "call-" + nth);
                    return shape.equals(TRANSCRIPTS)
                            ? row.with("text", words)
                            : row.with("order_id", "order-" + nth)
                                    .with("quantity", offset % 5)
                                    .with("note", words);
                })
                .toList();
    }
}
