package dev.sotto.analytics.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** An engine's type as Arrow names it and lays it out. */
sealed interface ArrowType {

    /** How the engine gives the value that is laid out, times as numbers. */
    String physical(String column);

    ArrowVector vector();

    byte tag();

    /** Where the builder put the type's own table. */
    int table(FlatBufferBuilder builder);

    default int field(FlatBufferBuilder builder, String name) {
        int itsName = builder.createString(name);
        int itsTable = table(builder);
        int children = Field.createChildrenVector(builder, children(builder));
        return Field.createField(builder, itsName, true, tag(), itsTable, 0, children, 0);
    }

    default int[] children(FlatBufferBuilder builder) {
        return new int[0];
    }

    /** Types that Arrow has and questions rarely give (structs, maps) arrive as JSON text. */
    static ArrowType of(String sqlType) {
        if (sqlType.endsWith("[]")) {
            ArrowType element = of(sqlType.substring(0, sqlType.length() - 2));
            return element instanceof ListOf || element == Scalar.BYTES || element == Scalar.JSON
                    ? Scalar.JSON
                    : new ListOf(element);
        }
        Matcher decimal = Exact.NAME.matcher(sqlType);
        if (decimal.matches()) {
            return new Exact(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (sqlType) {
            case "BOOLEAN" -> Scalar.TRUTH;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Scalar.INT;
            case "BIGINT", "UINTEGER" -> Scalar.LONG;
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> new Exact(38, 0);
            case "FLOAT", "DOUBLE" -> Scalar.REAL;
            case "DATE" -> Scalar.DAY;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> Scalar.LOCAL_TIME;
            case "TIMESTAMP WITH TIME ZONE" -> Scalar.MOMENT;
            case "BLOB" -> Scalar.BYTES;
            default ->
                sqlType.startsWith("STRUCT") || sqlType.startsWith("MAP") || sqlType.endsWith("]")
                        ? Scalar.JSON
                        : Scalar.TEXT;
        };
    }

    enum Scalar implements ArrowType {
        TRUTH(Type.Bool, "%s") {
            @Override
            public int table(FlatBufferBuilder builder) {
                Bool.startBool(builder);
                return Bool.endBool(builder);
            }
        },
        INT(Type.Int, "%s::integer") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return Int.createInt(builder, Integer.SIZE, true);
            }
        },
        LONG(Type.Int, "%s::bigint") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return Int.createInt(builder, Long.SIZE, true);
            }
        },
        REAL(Type.FloatingPoint, "%s::double") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            }
        },
        DAY(Type.Date, "(%s - date '1970-01-01')::integer") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return Date.createDate(builder, DateUnit.DAY);
            }
        },
        LOCAL_TIME(Type.Timestamp, "epoch_us(%s::timestamp)") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, 0);
            }
        },
        MOMENT(Type.Timestamp, "epoch_us(%s)") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return Timestamp.createTimestamp(builder, TimeUnit.MICROSECOND, builder.createString("UTC"));
            }
        },
        BYTES(Type.Binary, "%s") {
            @Override
            public int table(FlatBufferBuilder builder) {
                Binary.startBinary(builder);
                return Binary.endBinary(builder);
            }
        },
        TEXT(Type.Utf8, "%s::varchar") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return utf8(builder);
            }
        },
        JSON(Type.Utf8, "to_json(%s)::varchar") {
            @Override
            public int table(FlatBufferBuilder builder) {
                return utf8(builder);
            }
        };

        private final byte tag;
        private final String form;

        Scalar(byte tag, String form) {
            this.tag = tag;
            this.form = form;
        }

        @Override
        public String physical(String column) {
            return form.formatted(column);
        }

        @Override
        public byte tag() {
            return tag;
        }

        @Override
        public ArrowVector vector() {
            return switch (this) {
                case TRUTH -> new ArrowVector.Truths();
                case INT, DAY -> new ArrowVector.Numbers(Integer.BYTES);
                case LONG, REAL, LOCAL_TIME, MOMENT -> new ArrowVector.Numbers(Long.BYTES);
                case BYTES, TEXT, JSON -> new ArrowVector.Texts();
            };
        }

        private static int utf8(FlatBufferBuilder builder) {
            Utf8.startUtf8(builder);
            return Utf8.endUtf8(builder);
        }
    }

    /** Decimals, money among them. */
    record Exact(int precision, int scale) implements ArrowType {

        private static final Pattern NAME = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

        @Override
        public String physical(String column) {
            return "%s::decimal(%d, %d)".formatted(column, precision, scale);
        }

        @Override
        public ArrowVector vector() {
            return new ArrowVector.Decimals(scale);
        }

        @Override
        public byte tag() {
            return Type.Decimal;
        }

        @Override
        public int table(FlatBufferBuilder builder) {
            return Decimal.createDecimal(builder, precision, scale, ArrowVector.Decimals.BYTES * Byte.SIZE);
        }
    }

    record ListOf(ArrowType element) implements ArrowType {

        @Override
        public String physical(String column) {
            return "list_transform(%s, lambda one: %s)".formatted(column, element.physical("one"));
        }

        @Override
        public ArrowVector vector() {
            return new ArrowVector.Lists(element.vector());
        }

        @Override
        public byte tag() {
            return Type.List;
        }

        @Override
        public int table(FlatBufferBuilder builder) {
            org.apache.arrow.flatbuf.List.startList(builder);
            return org.apache.arrow.flatbuf.List.endList(builder);
        }

        @Override
        public int[] children(FlatBufferBuilder builder) {
            return new int[] {element.field(builder, "item")};
        }
    }
}
