package dev.sotto.analytics.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's values as JSON knows them: numbers, truth, text, lists and maps. */
public final class Values {

    private Values() {}

    public static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            case Byte _, Short _, Integer _, Long _, Double _, Float _, BigInteger _, BigDecimal _, Boolean _ -> value;
            case Array list -> list((Object[]) list.getArray());
            case Struct struct -> list(struct.getAttributes());
            case Map<?, ?> map -> map(map);
            case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : Arrays.asList(values)) {
            list.add(plain(value));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            map.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
        }
        return map;
    }
}
