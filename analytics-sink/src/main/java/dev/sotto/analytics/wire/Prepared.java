package dev.sotto.analytics.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A statement with places for values.
 *
 * @param types what the client said of the values; 0 where it said nothing
 */
record Prepared(String sql, List<Integer> types) {

    String with(Ask.Bind bind) {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < bind.values().size(); i++) {
            List<Integer> formats = bind.formats();
            int format = formats.isEmpty() ? 0 : formats.get(formats.size() == 1 ? 0 : i);
            int type = i < types.size() ? types.get(i) : 0;
            literals.add(Binding.literal(bind.values().get(i), format == 1, type));
        }
        return Binding.fill(sql, literals);
    }

    String withNulls() {
        return Binding.fill(sql, Collections.nCopies(types.size(), "null"));
    }

    /** A value nothing was said of is told to be text, which every driver can write. */
    List<Integer> toldTypes() {
        return types.stream().map(type -> type == 0 ? PgType.TEXT.oid() : type).toList();
    }

    /** The same columns, and no row. */
    static String withoutRows(String sql) {
        return "select * from (" + sql.strip().replaceFirst(";\\s*$", "") + "\n) as shape limit 0";
    }
}
