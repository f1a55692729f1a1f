package dev.sotto.analytics.foreign;

import static dev.sotto.analytics.lake.TableShape.CALLS;
import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.UpkeepTimes;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.upkeep.TableUpkeep;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Whoever knows Iceberg reads our tables, without our code, and finds what our own endpoint says. */
@ExtendWith(LakeStores.class)
class ForeignEngineTest {

    /** Between them they have columns of every type. */
    private static final List<TableShape> AGED = List.of(ORDER_LINES, CALLS);

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final LakeSettings settings;
    private final Path folder;

    ForeignEngineTest(LakeSettings settings, @TempDir Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    @Test
    void aReaderOfAnotherMakerFindsEveryRowOfEveryTable() throws Exception {
        ForeignReader reader = ForeignReader.installed();
        try (Lake lake = Lake.open(settings)) {
            long seed = System.nanoTime();
            AnyRows rows = new AnyRows(seed);
            for (TableShape shape : TableShape.ALL) {
                append(lake, shape, rows, today, 80);
            }
            for (TableShape shape : AGED) {
                age(lake, shape, rows);
            }
            JsonNode found = reader.ask("table.mjs", Map.of("store", store(), "tables", metadata()));

            for (TableShape shape : TableShape.ALL) {
                JsonNode table = found.path(shape.name());
                assertSameAsEndpoint(lake, shape, table, seed);
            }
            for (TableShape shape : AGED) {
                assertEveryKindOfFile(lake, shape, found.path(shape.name()));
            }
        }
    }

    /** Rows of a day in the archive, of yesterday compacted, of today in files of each commit; columns change in between. */
    private void age(Lake lake, TableShape shape, AnyRows rows) {
        append(lake, shape, rows, today.minus(Duration.ofDays(60)), 120);
        append(lake, shape, rows, today.minus(Duration.ofDays(1)), 160);
        new TableUpkeep(shape, lake, UpkeepTimes.archivingAfter(Duration.ofDays(30))).tidy(Instant.now());
        append(lake, shape, rows, today, 200);
        if (shape.equals(CALLS)) {
            lake.load(shape)
                    .updateSchema()
                    .renameColumn("codec", "sound_codec")
                    .addColumn("since_then", Types.LongType.get())
                    .commit();
        }
    }

    /** Two commits of twenty rows. */
    private static void append(Lake lake, TableShape shape, AnyRows rows, Instant at, long from) {
        LakeTable table = lake.table(shape);
        for (long offset = from; offset < from + 40; offset += 20) {
            table.append(rows.of(shape, at, offset, offset + 20), table.offsets(), Offsets.NONE.after(0, offset + 19));
        }
    }

    private void assertSameAsEndpoint(Lake lake, TableShape shape, JsonNode table, long seed) throws SQLException {
        List<StoredColumn> columns = new LakeReader(lake).table(shape, null).columns();
        String lines = columns.stream()
                .map(ForeignEngineTest::text)
                .collect(
                        Collectors.joining(", ", "(select concat_ws(chr(9), ", ") as line from " + shape.name() + ")"));
        try (Asking asking = new Asking(Mono.just(lake), null, folder.resolve(shape.name()), null)) {
            Answer told =
                    asking.answer("select count(*), sha256(string_agg(line, chr(10) order by line)) from " + lines);

            assertThat(strings(table.path("lines")))
                    .as("%s, seed %d", shape.name(), seed)
                    .isEqualTo(asking.answer("select line from " + lines + " order by line").rows().stream()
                            .map(row -> String.valueOf(row.getFirst()))
                            .toList());
            assertThat(List.of(table.path("rows").asLong(), table.path("hash").asString()))
                    .isEqualTo(told.rows().getFirst());
            assertThat(sums(table)).isEqualTo(sums(asking, shape, columns));
        }
    }

    private static void assertEveryKindOfFile(Lake lake, TableShape shape, JsonNode table) {
        List<String> paths = new ArrayList<>();
        List<String> partitions = new ArrayList<>();
        long rows = 0;
        for (JsonNode file : table.path("files")) {
            paths.add(file.path("path").asString());
            partitions.add(file.path("partition").asString());
            rows += file.path("rows").asLong();
            assertThat(file.path("content").asInt()).as("files of deletes").isZero();
        }
        assertThat(rows).isEqualTo(160);
        assertThat(paths)
                .anyMatch(path -> path.startsWith(lake.archive(shape) + "/"))
                .anyMatch(path -> path.startsWith(lake.load(shape).location() + "/"));
        assertThat(Set.copyOf(partitions)).hasSizeGreaterThan(5);
        assertThat(table.path("snapshots").asInt()).isGreaterThan(7);
    }

    /** A value as the foreign script writes it. */
    private static String text(StoredColumn column) {
        String name = '"' + column.name() + '"';
        String text = switch (column.sqlType()) {
            case "TIMESTAMP WITH TIME ZONE" -> "epoch_ms(%s)::varchar";
            case "DOUBLE" -> "printf('%%.6f', %s)";
            case "VARCHAR[]" -> "'[' || coalesce(array_to_string(%s, '|'), '') || ']'";
            default -> "%s::varchar";
        };
        return "case when %s is null then '∅' else %s end".formatted(name, text.formatted(name));
    }

    private static Map<String, String> sums(JsonNode table) {
        Map<String, String> sums = new TreeMap<>();
        table.path("sums")
                .properties()
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue().asString()));
        return sums;
    }

    private static Map<String, String> sums(Asking asking, TableShape shape, List<StoredColumn> columns) {
        Map<String, String> sums = new TreeMap<>();
        columns.stream()
                .filter(column -> column.sqlType().equals("BIGINT"))
                .map(StoredColumn::name)
                .forEach(name -> sums.put(
                        name,
                        String.valueOf(
                                asking.answer("select coalesce(sum(" + name + "), 0)::varchar from " + shape.name())
                                        .rows()
                                        .getFirst()
                                        .getFirst())));
        return sums;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }

    private Map<String, String> store() {
        return Map.of(
                "endpoint", String.valueOf(settings.endpoint()),
                "region", settings.region(),
                "accessKey", String.valueOf(settings.accessKey()),
                "secretKey", String.valueOf(settings.secretKey()));
    }

    /** Which version of each table is current, as any client of a JDBC catalog looks it up. */
    private Map<String, String> metadata() throws SQLException {
        Map<String, String> locations = new TreeMap<>();
        try (Connection catalog = DriverManager.getConnection(settings.catalogUrl(), settings.catalogUser(), "");
                Statement statement = catalog.createStatement();
                ResultSet tables = statement.executeQuery(
                        "select table_name, metadata_location from iceberg_tables where catalog_name = 'sotto'")) {
            Set<String> logged = TableShape.ALL.stream().map(TableShape::name).collect(Collectors.toSet());
            while (tables.next()) {
                // Nothing was rolled up here, and a table without a snapshot is no table to that reader.
                if (logged.contains(tables.getString(1))) {
                    locations.put(tables.getString(1), tables.getString(2));
                }
            }
        }
        return locations;
    }
}
