package dev.sotto.analytics.lake;

import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.AppendOutcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LakeStores.class)
class LakeTableTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final LakeSettings settings;
    private Lake lake;

    LakeTableTest(LakeSettings settings) {
        this.settings = settings;
        this.lake = Lake.open(settings);
    }

    @BeforeEach
    void openAgain() {
        lake.close();
        lake = Lake.open(settings);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aNewTableHoldsNothing() {
        assertThat(lake.table(ORDER_LINES).offsets()).isEqualTo(Offsets.NONE);
    }

    @Test
    void rowsAndOffsetsArriveTogether() throws Exception {
        AppendOutcome outcome = lake.table(ORDER_LINES).append(rows(0, 0, 10), Offsets.NONE, after(0, 9));

        assertThat(outcome).isInstanceOf(Appended.class);
        assertThat(lake.table(ORDER_LINES).offsets()).isEqualTo(after(0, 9));
        assertThat(rowsStored()).isEqualTo(10);
    }

    @Test
    void theSameBatchDeliveredTwiceCountsOnce() throws Exception {
        LakeTable table = lake.table(ORDER_LINES);
        table.append(rows(0, 0, 10), Offsets.NONE, after(0, 9));

        assertThat(table.append(rows(0, 0, 10), Offsets.NONE, after(0, 9))).isEqualTo(new Refused(after(0, 9)));
        assertThat(rowsStored()).isEqualTo(10);
        assertThat(filesStored()).isEqualTo(filesNamed());
    }

    @Test
    void aSecondWriterThatCommitsTheSameOffsetsIsRefusedAndLeavesNoOrphan() throws Exception {
        try (Lake other = Lake.open(settings)) {
            LakeTable late = other.table(ORDER_LINES);
            List<DataFile> lateFiles = late.write(rows(0, 0, 10));
            lake.table(ORDER_LINES).append(rows(0, 0, 10), Offsets.NONE, after(0, 9));

            assertThat(late.commit(lateFiles, Offsets.NONE, after(0, 9))).isEqualTo(new Refused(after(0, 9)));
        }
        assertThat(rowsStored()).isEqualTo(10);
        assertThat(filesStored()).isEqualTo(filesNamed());
    }

    @Test
    void writersOfOtherPartitionsDoNotRefuseEachOther() throws Exception {
        int writers = 4;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Callable<AppendOutcome>> racing = new ArrayList<>();
            for (int partition = 0; partition < writers; partition++) {
                int mine = partition;
                racing.add(() -> appendThrice(mine));
            }
            for (Future<AppendOutcome> ended : threads.invokeAll(racing)) {
                assertThat(ended.get()).isInstanceOf(Appended.class);
            }
        }
        assertThat(lake.table(ORDER_LINES).offsets().toString()).isEqualTo("0:15,1:15,2:15,3:15");
        assertThat(rowsStored()).isEqualTo(60);
        assertThat(filesStored()).isEqualTo(filesNamed());
    }

    @Test
    void ofManyWritersRacingWithOneBatchExactlyOneWins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<AppendOutcome>> racing = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                racing.add(() -> {
                    try (Lake own = Lake.open(settings)) {
                        return own.table(ORDER_LINES).append(rows(0, 0, 5), Offsets.NONE, after(0, 4));
                    }
                });
            }
            List<AppendOutcome> outcomes = new ArrayList<>();
            for (Future<AppendOutcome> ended : threads.invokeAll(racing)) {
                outcomes.add(ended.get());
            }
            assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
        }
        assertThat(rowsStored()).isEqualTo(5);
        assertThat(filesStored()).isEqualTo(filesNamed());
    }

    @Test
    void aCrashBetweenWriteAndCommitLosesAndDoublesNothing() throws Exception {
        lake.table(ORDER_LINES).append(rows(0, 0, 10), Offsets.NONE, after(0, 9));
        lake.table(ORDER_LINES).write(rows(0, 10, 20));

        LakeTable restarted = Lake.open(settings).table(ORDER_LINES);

        assertThat(restarted.offsets()).isEqualTo(after(0, 9));
        assertThat(restarted.append(rows(0, 10, 20), after(0, 9), after(0, 19))).isInstanceOf(Appended.class);
        assertThat(rowsStored()).isEqualTo(20);
    }

    @Test
    void everyColumnSaysWhatItIs() {
        for (TableShape shape : TableShape.ALL) {
            assertThat(lake.load(shape).schema().columns())
                    .allSatisfy(column -> assertThat(column.doc()).isNotBlank());
            assertThat(lake.load(shape).spec().fields()).hasSize(2);
        }
    }

    private AppendOutcome appendThrice(int partition) {
        try (Lake own = Lake.open(settings)) {
            LakeTable table = own.table(ORDER_LINES);
            table.append(rows(partition, 0, 5), Offsets.NONE, after(partition, 4));
            table.append(rows(partition, 5, 10), after(partition, 4), after(partition, 9));
            return table.append(rows(partition, 10, 15), after(partition, 9), after(partition, 14));
        }
    }

    private static Offsets after(int partition, long offset) {
        return Offsets.NONE.after(partition, offset);
    }

    private static List<Row> rows(int partition, long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(offset -> new Row(
                                "event-" + partition + "-" + offset, NOON, "r" + offset % 3, partition, offset)
                        .with("order_id", "order-" + offset)
                        .with("quantity", 2L)
                        .with("options", List.of("large", "rare")))
                .toList();
    }

    private long rowsStored() throws Exception {
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks =
                lake.load(ORDER_LINES).newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                rows += task.file().recordCount();
            }
        }
        return rows;
    }

    private List<String> filesNamed() throws Exception {
        List<String> named = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                lake.load(ORDER_LINES).newScan().planFiles()) {
            tasks.forEach(task -> named.add(task.file().location()));
        }
        return named.stream().sorted().toList();
    }

    private List<String> filesStored() {
        List<String> stored = new ArrayList<>();
        Table table = lake.load(ORDER_LINES);
        for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(table.location() + "/data")) {
            stored.add(file.location());
        }
        return stored.stream().sorted().toList();
    }
}
