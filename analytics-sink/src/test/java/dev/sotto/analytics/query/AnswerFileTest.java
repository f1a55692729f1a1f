package dev.sotto.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.export.AnswerFile;
import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.foreign.ForeignReader;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.QueryOutcome.Filed;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QuerySettings.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Files of columns, read back by readers that are not ours. */
@ExtendWith(LakeStores.class)
class AnswerFileTest {

    private static final Scope BISTRO = new Scope("bistro", Role.ANALYST);

    /** One row of values and one of nothing; whole numbers and moments are told as text of digits. */
    private static final String EVERY_TYPE = """
        select true as truth, 7::utinyint as small, -70000 as whole, 9007199254740993 as large,
               sum(9007199254740993::bigint) over () as summed, 12.34::decimal(10, 2) as price, -0.5::double as real,
               'crème' as text, date '2026-11-20' as day, timestamptz '2026-11-20 12:00:00.001+00' as moment,
               timestamp '1969-12-31 23:59:59.999' as before, [1, null, 3] as list, ['a', ''] as words,
               {'a': 1, 'b': 'x'} as struct, '\\x01\\xFF'::blob as bytes, 'twice' as text
        union all select null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null""";

    @TempDir
    static Path folder;

    private static Lake lake;
    private static Questions questions;

    @BeforeAll
    static void open(LakeSettings settings) {
        lake = Lake.open(settings);
        questions = new Questions(
                Asking.settings(folder.resolve("cache"), List.of()), Mono.just(lake), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() throws SQLException {
        questions.close();
        lake.close();
    }

    @Test
    void arrowKeepsEveryTypeAndWhatIsNotThere() throws Exception {
        JsonNode found = read(FileForm.ARROW, EVERY_TYPE);

        assertThat(found.path("rows").toString())
                .isEqualTo("[[true,7,-70000,\"9007199254740993\",9007199254740992,12.34,-0.5,\"crème\",1795132800000"
                        + ",1795176000001,-1,[1,null,3],[\"a\",\"\"],\"{\\\"a\\\":1,\\\"b\\\":\\\"x\\\"}\",\"01ff\",\"twice\"],["
                        + "null,".repeat(15) + "null]]");
        assertThat(found.path("columns").toString())
                .contains(
                        "[\"truth\",\"Bool\"]",
                        "[\"whole\",\"Int32\"]",
                        "[\"large\",\"Int64\"]",
                        "[\"summed\",\"Decimal[38e0]\"]",
                        "[\"day\",\"Date32<DAY>\"]",
                        "[\"moment\",\"Timestamp<MICROSECOND, UTC>\"]",
                        "[\"before\",\"Timestamp<MICROSECOND>\"]",
                        "[\"list\",\"List<Int32>\"]",
                        "[\"text_1\",\"Utf8\"]");
    }

    @Test
    void parquetKeepsEveryTypeAndWhatIsNotThere() throws Exception {
        JsonNode found = read(FileForm.PARQUET, EVERY_TYPE);

        assertThat(found.path("rows").get(0).toString())
                .startsWith("[true,7,-70000,\"9007199254740993\",")
                .contains(
                        ",12.34,-0.5,\"crème\",1795132800000,1795176000001,-1,[1,null,3],[\"a\",\"\"],{\"a\":1,\"b\":\"x\"},");
        assertThat(found.path("rows").get(1)).allMatch(value -> value.isNull());
        assertThat(found.path("columns").toString()).contains("[\"summed\",\"FIXED_LEN_BYTE_ARRAY DECIMAL");
    }

    @ParameterizedTest
    @EnumSource(FileForm.class)
    void aLongAnswerComesInBatchesInItsOrderAndSaysWhenItIsFull(FileForm form) throws Exception {
        String sql =
                "select x, case when x %% 3 = 0 then null else x::varchar end as y from range(%d) t(x) order by x desc";
        JsonNode found = read(form, sql.formatted(40_000));

        assertThat(found.path("rows").size()).isEqualTo(40_000);
        assertThat(found.path("batches").asInt()).isGreaterThan(1);
        for (int nth = 0; nth < 40_000; nth += 77) {
            int x = 39_999 - nth;
            assertThat(found.path("rows").get(nth).toString())
                    .isEqualTo("[\"%d\",%s]".formatted(x, x % 3 == 0 ? "null" : "\"" + x + "\""));
        }
        try (AnswerFile full = file(form, sql.formatted(60_000))) {
            assertThat(full.full()).isTrue();
            assertThat(full.rows()).isEqualTo(50_000);
        }
        try (AnswerFile empty = file(form, "select order_id from order_lines")) {
            assertThat(empty.rows()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy (select 1) to 'x.parquet'",
                "select 1) to 'x.parquet' --",
                "select 1; copy (select 1) to 'x.parquet'",
                "select * from read_parquet('*.parquet')",
                "select string_agg(x::varchar || random()::varchar || uuid()::varchar, '') from range(100000) t(x)",
                "select error('own mistake')",
            })
    void whatIsRefusedLeavesNoFile(String sql) throws IOException {
        for (FileForm form : FileForm.values()) {
            assertThat(questions.ask(sql, BISTRO, form).block()).as(sql).isInstanceOf(Refused.class);
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsOnly("lock");
        }
    }

    private static AnswerFile file(FileForm form, String sql) {
        return switch (Objects.requireNonNull(questions.ask(sql, BISTRO, form).block())) {
            case Filed(AnswerFile file) -> file;
            case QueryOutcome other -> throw new AssertionError(sql + ": " + other);
        };
    }

    private static JsonNode read(FileForm form, String sql) throws Exception {
        ForeignReader reader = ForeignReader.installed();
        try (AnswerFile file = file(form, sql)) {
            return reader.ask(
                    "columns.mjs",
                    Map.of("path", file.path().toString(), "form", form.name().toLowerCase(Locale.ROOT)));
        }
    }
}
