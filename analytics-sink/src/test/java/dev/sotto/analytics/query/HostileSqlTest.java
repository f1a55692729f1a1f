package dev.sotto.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.QuerySettings.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What a stranger may and may not ask, tried on the whole way to the engine. */
@ExtendWith(LakeStores.class)
class HostileSqlTest {

    private static final Scope BISTRO = new Scope("bistro", Role.ANALYST);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with a as (select 1 as x) select x from a",
                "select count(*) from order_lines union all select count(*) from calls",
                "with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select sum(n) from t",
                "select * from (select restaurant_id from transcripts) t join calls using (restaurant_id)",
                "select x from range(3) t(x)",
                "select unnest([1, 2])",
                "select row_number() over (order by ts) from calls where ts > now() - interval 1 day",
                "from ORDER_LINES select count(*);",
                "select 'attach; drop' as harmless -- a remark",
            })
    void whatOnlyReadsIsAnswered(String sql) {
        assertThat(ask(sql)).isInstanceOf(Answered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy order_lines to 'out.csv'",
                "copy (select 1) to 'files/out.parquet'",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from '/etc/passwd'",
                "select * from '**/*.parquet'",
                "select * from glob('*')",
                "select * from read_parquet('*.parquet')",
                "with \"x.parquet\" as (select 1) select * from \"x.parquet\", (select * from \"x.parquet\") y",
                "with duckdb_settings as (select 1) select * from duckdb_settings",
                "attach 'other.db'",
                "detach memory",
                "set memory_limit = '8GB'",
                "reset lock_configuration",
                "install httpfs",
                "load httpfs",
                "pragma database_list",
                "select * from pragma_database_list()",
                "call duckdb_settings()",
                "select * from duckdb_settings()",
                "select * from duckdb_views()",
                "select * from pg_class",
                "select * from information_schema.tables",
                "select * from system.main.duckdb_tables",
                "select current_setting('temp_directory')",
                "select * from query('select 1')",
                "select * from query_table('order_lines')",
                "select * from json_execute_serialized_sql('{}')",
                "select 1; select 2",
                "select 1; drop view order_lines",
                "drop view order_lines",
                "create table t as select 1",
                "create macro f() as 1",
                "insert into order_lines select 1",
                "update order_lines set note = ''",
                "delete from order_lines",
                "export database 'x'",
                "checkpoint",
                "describe order_lines",
                "show tables",
                "prepare p as select 1",
                "select * from temp.order_lines",
                "select * from memory.main.order_lines",
                "select (select count(*) from read_blob('/etc/passwd'))",
                "select * from order_lines where exists (from 'files/a.parquet')",
                "selec 1",
                "select no_such_column from order_lines",
                "",
                "   ",
                ";",
            })
    void whatDoesMoreThanReadIsRefusedWithASentence(String sql) {
        assertThat(ask(sql))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .isNotBlank()
                                .doesNotContain("\tat ")
                                .doesNotContain("Exception")
                                .doesNotContain(folder.toString()));
    }

    private static QueryOutcome ask(String sql) {
        return Objects.requireNonNull(questions.ask(sql, BISTRO).block());
    }
}
