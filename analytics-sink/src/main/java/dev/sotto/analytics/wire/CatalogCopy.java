package dev.sotto.analytics.wire;

import dev.sotto.analytics.query.Answer.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** The part of PostgreSQL's catalog that speaks of our tables, as tables of an engine that holds nothing else. */
record CatalogCopy(DuckDBConnection engine) {

    /** What may be read of it. */
    static final Set<String> TABLES = Set.of(
            "pg_class",
            "pg_namespace",
            "pg_attribute",
            "pg_type",
            "pg_am",
            "pg_database",
            "pg_roles",
            "pg_user",
            "pg_attrdef",
            "pg_description",
            "pg_collation",
            "pg_index",
            "pg_indexes",
            "pg_constraint",
            "pg_proc",
            "pg_enum",
            "pg_settings",
            "pg_tables",
            "pg_views",
            "information_schema_tables",
            "information_schema_columns",
            "information_schema_schemata");

    private static final String FIXED = """
        create table pg_namespace as select * from (values
            (11::bigint, 'pg_catalog', 10::bigint, null::varchar[]), (2200, 'public', 10, null))
            t(oid, nspname, nspowner, nspacl);
        create table pg_am as select 2::bigint as oid, 'heap' as amname, 't' as amtype;
        create table pg_database as select 1::bigint as oid, 'sotto' as datname, 10::bigint as datdba, 6 as encoding,
            'C' as datcollate, 'C' as datctype, null::varchar as daticulocale, 'c' as datlocprovider,
            null::varchar[] as datacl, true as datallowconn, false as datistemplate, -1 as datconnlimit,
            1663::bigint as dattablespace;
        create table pg_roles as select 10::bigint as oid, 'analyst' as rolname, false as rolsuper, true as rolinherit,
            false as rolcreaterole, false as rolcreatedb, true as rolcanlogin, -1 as rolconnlimit,
            null::timestamptz as rolvaliduntil, false as rolreplication, false as rolbypassrls;
        create table pg_user as select 'analyst' as usename, 10::bigint as usesysid, false as usesuper;
        create table pg_attrdef(oid bigint, adrelid bigint, adnum integer, adbin varchar);
        create table pg_description(objoid bigint, classoid bigint, objsubid integer, description varchar);
        create table pg_collation(oid bigint, collname varchar);
        create table pg_index(indexrelid bigint, indrelid bigint, indisprimary boolean, indisunique boolean,
            indkey integer[], indisvalid boolean, indnatts integer, indnkeyatts integer, indoption integer[],
            indisclustered boolean, indexprs varchar, indpred varchar);
        create table pg_indexes(schemaname varchar, tablename varchar, indexname varchar, indexdef varchar);
        create table pg_constraint(oid bigint, conname varchar, conrelid bigint, confrelid bigint, contype varchar,
            conkey integer[], confkey integer[], connamespace bigint, condeferrable boolean, condeferred boolean,
            confupdtype varchar, confdeltype varchar, confmatchtype varchar, conindid bigint, conparentid bigint);
        create table pg_proc(oid bigint, proname varchar, pronamespace bigint, prorettype bigint);
        create table pg_enum(oid bigint, enumtypid bigint, enumlabel varchar, enumsortorder float);
        create table pg_settings as select 'max_index_keys' as name, '32' as setting;
        create table pg_class(oid bigint, relname varchar, relnamespace bigint default 2200, reltype bigint default 0,
            reloftype bigint default 0, relowner bigint default 10, relam bigint default 2, relfilenode bigint default 0,
            reltablespace bigint default 0, relpages integer default 0, reltuples float default -1,
            reltoastrelid bigint default 0, relhasindex boolean default false, relpersistence varchar default 'p',
            relkind varchar default 'r', relnatts integer default 0, relchecks integer default 0,
            relhasrules boolean default false, relhastriggers boolean default false,
            relrowsecurity boolean default false, relforcerowsecurity boolean default false,
            relreplident varchar default 'n', relispartition boolean default false, relacl varchar[],
            reloptions varchar[], relpartbound varchar, relhasoids boolean default false);
        create table pg_attribute(attrelid bigint, attname varchar, atttypid bigint, attlen integer, attnum integer,
            atttypmod integer default -1, attndims integer default 0, attnotnull boolean default false,
            atthasdef boolean default false, attidentity varchar default '', attgenerated varchar default '',
            attisdropped boolean default false, attcollation bigint default 0, attstorage varchar default 'p',
            attcompression varchar default '', attstattarget integer default -1, attacl varchar[],
            attislocal boolean default true, attinhcount integer default 0);
        create table pg_type(oid bigint, typname varchar, typnamespace bigint default 11, typlen integer,
            typtype varchar default 'b', typcategory varchar default 'X', typrelid bigint default 0,
            typelem bigint default 0, typarray bigint default 0, typbasetype bigint default 0,
            typtypmod integer default -1, typnotnull boolean default false, typdelim varchar default ',',
            typcollation bigint default 0, typinput varchar default '', typowner bigint default 10, spelt varchar);
        create view pg_tables as select 'public' as schemaname, relname as tablename, 'analyst' as tableowner
            from pg_class where relkind = 'r';
        create view pg_views as select 'public' as schemaname, relname as viewname, 'analyst' as viewowner
            from pg_class where relkind = 'v';
        create view information_schema_schemata as select 'sotto' as catalog_name, 'public' as schema_name;
        create view information_schema_tables as select 'sotto' as table_catalog, 'public' as table_schema,
            relname as table_name, case relkind when 'v' then 'VIEW' else 'BASE TABLE' end as table_type from pg_class;
        create view information_schema_columns as select 'sotto' as table_catalog, 'public' as table_schema,
            relname as table_name, attname as column_name, attnum as ordinal_position, 'YES' as is_nullable,
            spelt as data_type, typname as udt_name
            from pg_attribute join pg_class c on c.oid = attrelid join pg_type t on t.oid = atttypid;
        create macro pg_get_userbyid(who) as 'analyst';
        create macro pg_table_is_visible(which) as true;
        create macro format_type(which, modifier) as (select any_value(spelt) from pg_type where oid = which);
        create macro pg_get_expr(tree, relation) as null::varchar, (tree, relation, pretty) as null::varchar;
        create macro pg_encoding_to_char(number) as 'UTF8';
        create macro col_description(relation, number) as null::varchar;
        create macro obj_description(what) as null::varchar, (what, kind) as null::varchar;
        create macro shobj_description(what, kind) as null::varchar;
        """;

    static CatalogCopy of(Map<String, List<Column>> tables) {
        try {
            Properties properties = new Properties();
            properties.put("threads", "1");
            properties.put("memory_limit", "64MB");
            properties.put("autoinstall_known_extensions", "false");
            properties.put("autoload_known_extensions", "false");
            DuckDBConnection engine = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
            try (Statement statement = engine.createStatement()) {
                statement.execute(FIXED);
                for (PgType type : PgType.values()) {
                    statement.execute(insert(type));
                }
                long oid = 16_384;
                for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
                    fill(statement, oid, table.getKey(), table.getValue());
                    oid++;
                }
                statement.execute("set enable_external_access = false");
                statement.execute("set lock_configuration = true");
            }
            return new CatalogCopy(engine);
        } catch (SQLException failed) {
            throw new IllegalStateException("the catalog for PostgreSQL's clients cannot be made", failed);
        }
    }

    Connection session() throws SQLException {
        return engine.duplicate();
    }

    private static void fill(Statement statement, long oid, String name, List<Column> columns) throws SQLException {
        statement.execute("insert into pg_class(oid, relname, relnatts) values (%d, '%s', %d)"
                .formatted(oid, name, columns.size()));
        for (int i = 0; i < columns.size(); i++) {
            PgType type = PgType.of(columns.get(i).type());
            statement.execute(
                    "insert into pg_attribute(attrelid, attname, atttypid, attlen, attnum) values (%d, '%s', %d, %d, %d)"
                            .formatted(oid, columns.get(i).name(), type.oid(), type.size(), i + 1));
        }
    }

    private static String insert(PgType type) {
        boolean array = type == PgType.TEXT_ARRAY;
        return "insert into pg_type(oid, typname, typlen, typelem, typcategory, typinput, spelt) values (%d, '%s', %d, %d, '%s', '%s', '%s')"
                .formatted(
                        type.oid(),
                        array ? "_text" : type.name().toLowerCase(Locale.ROOT),
                        type.size(),
                        array ? PgType.TEXT.oid() : 0,
                        array ? "A" : "X",
                        array ? "array_in" : "",
                        type.spelt());
    }
}
