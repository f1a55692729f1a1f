package dev.sotto.analytics.lake;

import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileListTest {

    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");
    private static final int STEPS = 40;

    private long offset;

    /** However many commits were made between two looks, and whatever they did. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsToldFromChangesIsWhatTheManifestsHold(long seed, @TempDir Path folder) throws IOException {
        Random chance = new Random(seed);
        try (Lake lake = DyingFiles.lake(folder)) {
            LakeTable table = lake.table(ORDER_LINES);
            FileList followed = new FileList();
            for (int step = 0; step < STEPS; step++) {
                change(table, chance);
                if (chance.nextInt(3) == 0) {
                    Table now = lake.load(ORDER_LINES);
                    assertThat(told(followed.of(now, Expressions.alwaysTrue())))
                            .containsExactlyInAnyOrderElementsOf(told(planned(now, Expressions.alwaysTrue())));
                    Expression one = Expressions.equal("restaurant_id", "r" + chance.nextInt(5));
                    assertThat(told(followed.of(now, one)))
                            .containsExactlyInAnyOrderElementsOf(told(planned(now, one)));
                }
            }
        }
    }

    private void change(LakeTable table, Random chance) {
        List<DataFile> standing = table.files();
        switch (standing.isEmpty() ? 0 : chance.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5, 6 -> append(table, chance);
            case 7, 8, 9, 10 -> {
                Object partition = standing.get(chance.nextInt(standing.size())).partition();
                table.rewrite(
                        standing.stream()
                                .filter(file -> file.partition().equals(partition))
                                .toList(),
                        RowChange.NONE,
                        Tier.WARM);
            }
            default -> table.forgetThePast();
        }
    }

    private void append(LakeTable table, Random chance) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rows.add(new Row(
                    "e" + offset, NOON.plus(Duration.ofDays(chance.nextInt(3))), "r" + chance.nextInt(5), 0, offset++));
        }
        Offsets before = table.offsets();
        table.append(rows, before, before.after(0, offset - 1));
    }

    private static List<DataFile> planned(Table table, Expression wanted) throws IOException {
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(wanted).includeColumnStats().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(task -> task.file().copy())
                    .toList();
        }
    }

    private static Set<String> told(List<DataFile> files) {
        return files.stream()
                .map(file -> file.location() + " " + file.recordCount() + " " + file.fileSizeInBytes() + " "
                        + file.dataSequenceNumber())
                .collect(Collectors.toSet());
    }
}
