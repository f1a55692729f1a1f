package dev.sotto.analytics.lake;

import java.time.Instant;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands now: immutable files, read without asking the catalog again.
 *
 * @param committedAt when the newest snapshot was committed; null while there is none
 * @param sequence the number of its newest commit; 0 while there is none
 * @param offsets what it holds of the log; of facts, what they were told from
 */
public record StoredTable(
        TableShape shape,
        List<StoredColumn> columns,
        List<StoredFile> files,
        @Nullable Instant committedAt,
        long sequence,
        Offsets offsets) {

    /** The same table with only the files that commits brought after this one, by its number. */
    public StoredTable after(long commit) {
        List<StoredFile> newer =
                files.stream().filter(file -> file.sequence() > commit).toList();
        return new StoredTable(shape, columns, newer, committedAt, sequence, offsets);
    }

    /** @param id the column's field id, which renames keep */
    public record StoredColumn(int id, String name, String sqlType, String doc) {

        public static StoredColumn of(NestedField field) {
            return new StoredColumn(
                    field.fieldId(), field.name(), sqlType(field.type()), field.doc() == null ? "" : field.doc());
        }

        private static String sqlType(Type type) {
            return switch (type.typeId()) {
                case BOOLEAN -> "BOOLEAN";
                case INTEGER -> "INTEGER";
                case LONG -> "BIGINT";
                case FLOAT -> "FLOAT";
                case DOUBLE -> "DOUBLE";
                case DATE -> "DATE";
                case TIMESTAMP ->
                    ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
                case STRING -> "VARCHAR";
                case LIST -> sqlType(type.asListType().elementType()) + "[]";
                default -> throw new IllegalStateException("the engine is not told how to read the type " + type);
            };
        }
    }

    /** @param sequence the number of the commit that brought it, by itself or by merging others */
    public record StoredFile(String location, long bytes, long rows, long sequence) {}
}
