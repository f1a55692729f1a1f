package dev.sotto.analytics.wire;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types we answer in: their number in PostgreSQL, their length (negative when it varies), their two spellings. */
enum PgType {
    BOOL(16, 1),
    INT2(21, 2),
    INT4(23, 4),
    INT8(20, 8),
    FLOAT4(700, 4),
    FLOAT8(701, 8),
    NUMERIC(1700, -1),
    TEXT(25, -1),
    DATE(1082, 4),
    TIMESTAMP(1114, 8),
    TIMESTAMPTZ(1184, 8),
    TEXT_ARRAY(1009, -1);

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSx");

    private final int oid;
    private final int size;

    PgType(int oid, int size) {
        this.oid = oid;
        this.size = size;
    }

    int oid() {
        return oid;
    }

    int size() {
        return size;
    }

    /** The type's name in SQL. */
    String spelt() {
        return switch (this) {
            case BOOL -> "boolean";
            case INT2 -> "smallint";
            case INT4 -> "integer";
            case INT8 -> "bigint";
            case FLOAT4 -> "real";
            case FLOAT8 -> "double precision";
            case NUMERIC -> "numeric";
            case TEXT -> "text";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case TEXT_ARRAY -> "text[]";
        };
    }

    /** @param engineType the engine's name of a type; what PostgreSQL has no equal for is told as text */
    static PgType of(String engineType) {
        String name = engineType.replaceFirst("\\(.*\\)$", "");
        if (name.endsWith("[]")) {
            return TEXT_ARRAY;
        }
        return switch (name) {
            case "BOOLEAN" -> BOOL;
            case "TINYINT", "SMALLINT", "UTINYINT" -> INT2;
            case "INTEGER", "USMALLINT" -> INT4;
            case "BIGINT", "UINTEGER" -> INT8;
            case "HUGEINT", "UHUGEINT", "UBIGINT", "DECIMAL" -> NUMERIC;
            case "FLOAT" -> FLOAT4;
            case "DOUBLE" -> FLOAT8;
            case "DATE" -> DATE;
            case "TIMESTAMP" -> TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> TIMESTAMPTZ;
            default -> TEXT;
        };
    }

    String text(Object value) {
        return switch (this) {
            case BOOL -> Boolean.TRUE.equals(value) ? "t" : "f";
            case TIMESTAMP -> LOCAL.format(LocalDateTime.parse(iso(value)));
            case TIMESTAMPTZ -> OFFSET.format(OffsetDateTime.parse(iso(value)));
            case TEXT_ARRAY -> array(value);
            case INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, DATE -> value.toString();
        };
    }

    void writeBinary(Object value, ByteBuf out) {
        switch (this) {
            case BOOL -> out.writeByte(Boolean.TRUE.equals(value) ? 1 : 0);
            case INT2 -> out.writeShort(((Number) value).shortValue());
            case INT4 -> out.writeInt(((Number) value).intValue());
            case INT8 -> out.writeLong(((Number) value).longValue());
            case FLOAT4 -> out.writeFloat(Float.parseFloat(value.toString()));
            case FLOAT8 -> out.writeDouble(Double.parseDouble(value.toString()));
            case DATE -> out.writeInt((int) ChronoUnit.DAYS.between(EPOCH, LocalDate.parse(value.toString())));
            case TIMESTAMP -> out.writeLong(micros(LocalDateTime.parse(iso(value))));
            case TIMESTAMPTZ ->
                out.writeLong(micros(OffsetDateTime.parse(iso(value))
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()));
            case NUMERIC -> writeNumeric(new BigDecimal(value.toString()), out);
            case TEXT_ARRAY -> writeArray(value, out);
            case TEXT -> out.writeCharSequence(value.toString(), StandardCharsets.UTF_8);
        }
    }

    private static String iso(Object value) {
        return value.toString().replace(' ', 'T');
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(EPOCH.atStartOfDay(), time);
    }

    /** Digits to the base of 10,000, most significant first, the point at a multiple of four. */
    private static void writeNumeric(BigDecimal number, ByteBuf out) {
        int scale = Math.max(0, number.scale());
        int padded = (scale + 3) / 4 * 4;
        String digits = number.abs().setScale(padded).unscaledValue().toString();
        digits = "0".repeat((4 - digits.length() % 4) % 4) + digits;
        int groups = digits.length() / 4;
        out.writeShort(groups);
        out.writeShort(groups - padded / 4 - 1);
        out.writeShort(number.signum() < 0 ? 0x4000 : 0);
        out.writeShort(scale);
        for (int group = 0; group < groups; group++) {
            out.writeShort(Integer.parseInt(digits.substring(group * 4, group * 4 + 4)));
        }
    }

    private static String array(Object value) {
        return elements(value).stream()
                .map(element -> element == null
                        ? "NULL"
                        : '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void writeArray(Object value, ByteBuf out) {
        List<? extends @Nullable Object> elements = elements(value);
        out.writeInt(elements.isEmpty() ? 0 : 1);
        out.writeInt(elements.contains(null) ? 1 : 0);
        out.writeInt(TEXT.oid);
        if (!elements.isEmpty()) {
            out.writeInt(elements.size()).writeInt(1);
        }
        for (Object element : elements) {
            byte[] text = element == null ? new byte[0] : element.toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(element == null ? -1 : text.length).writeBytes(text);
        }
    }

    private static List<? extends @Nullable Object> elements(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
