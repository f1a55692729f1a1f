package dev.sotto.analytics.wire;

import java.util.List;
import java.util.regex.Pattern;

/** What PostgreSQL's catalog is asked in, as our engine says it. */
final class CatalogDialect {

    private record Saying(Pattern theirs, String ours) {
        static Saying of(String theirs, String ours) {
            return new Saying(Pattern.compile("(?i)" + theirs), ours);
        }
    }

    private static final List<Saying> SAYINGS = List.of(
            Saying.of("operator\\(\\s*(?:pg_catalog\\.)?([^)\\s]+)\\s*\\)", "$1"),
            Saying.of("collate\\s+(?:pg_catalog\\.)?\"?default\"?", ""),
            Saying.of(
                    "'(?:pg_catalog\\.)?([a-z_]+)'::(?:pg_catalog\\.)?regclass(?:::(?:pg_catalog\\.)?oid)?",
                    "(select oid from pg_class where relname = '$1')"),
            Saying.of(
                    "::(?:pg_catalog\\.)?(?:regclass|regtype|regnamespace|regproc|regprocedure|\"char\")(?:\\[\\])?",
                    ""),
            Saying.of("::(?:pg_catalog\\.)?name\\b", "::varchar"),
            Saying.of("::(?:pg_catalog\\.)?oid\\b", "::bigint"),
            Saying.of("pg_catalog\\.", ""),
            Saying.of("information_schema\\.", "information_schema_"),
            // Theirs is true when a part matches, ours when the whole does.
            Saying.of("(!?~)\\s*'(\\^[^'$]*)'", "$1 '$2.*'"));

    private CatalogDialect() {}

    static String translate(String sql) {
        String translated = sql;
        for (Saying saying : SAYINGS) {
            translated = saying.theirs().matcher(translated).replaceAll(saying.ours());
        }
        return translated;
    }
}
