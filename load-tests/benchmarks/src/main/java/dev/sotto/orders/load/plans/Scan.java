package dev.sotto.orders.load.plans;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one table was read in one statement.
 *
 * @param index null where there was none
 * @param loops how often, once for each row of what it was joined to
 * @param read rows that were looked at, all loops together
 * @param kept those of them that were wanted
 * @param blocks pages of the table and the index
 * @param fetched rows of an index that had to be looked up in the table all the same
 */
record Scan(
        String kind,
        String table,
        @Nullable String index,
        double loops,
        double read,
        double kept,
        double blocks,
        double fetched) {

    /** What is said of a small page or a few lookups need not be exact. */
    static final double A_FEW_ROWS = 40;

    private static final double A_FEW_BLOCKS = 30;

    /** So few the planner may find and sort, where there are no more; a restaurant that grows is then read in order. */
    private static final double AS_WELL_SORTED = 1_000;

    /** What belongs to one call or order, of which some is not wanted. */
    private static final double ROWS_OF_ONE_THING = 20;

    static boolean is(JsonNode node) {
        return node.path("Node Type").asString("").matches("(Seq|Index|Index Only|Bitmap Heap) Scan");
    }

    static Scan of(JsonNode node) {
        double loops = node.path("Actual Loops").asDouble();
        double kept = node.path("Actual Rows").asDouble() * loops;
        double removed = node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        String index = node.path("Index Name").asString("");
        if (index.isEmpty()) {
            index = node.path("Plans").path(0).path("Index Name").asString("");
        }
        return new Scan(
                node.path("Node Type").asString(""),
                node.path("Relation Name").asString(""),
                index.isEmpty() ? null : index,
                loops,
                kept + removed * loops,
                kept,
                blocks(node) - lookedUpBesides(node),
                node.path("Heap Fetches").asDouble());
    }

    private static double blocks(JsonNode node) {
        return node.path("Shared Hit Blocks").asDouble()
                + node.path("Shared Read Blocks").asDouble();
    }

    /** What is asked of other tables for each row is counted there. */
    private static double lookedUpBesides(JsonNode node) {
        return node.path("Plans")
                .valueStream()
                .filter(part -> part.path("Parent Relationship").asString("").endsWith("Plan"))
                .mapToDouble(Scan::blocks)
                .sum();
    }

    /** The same without the months of a table that is kept by months. */
    String name() {
        String where = index == null ? table : index;
        return (kind + " " + where).replaceAll("_\\d{4}_\\d{2}", "");
    }

    /** What a large table must not be read like; null where all is well. */
    @Nullable
    String fault() {
        if (loops == 0) {
            return null;
        }
        if (index == null) {
            return table + " is walked through";
        }
        if (read > A_FEW_ROWS + 4 * kept + ROWS_OF_ONE_THING * (loops - 1)) {
            return "%s reads %.0f rows of %s and keeps %.0f".formatted(name(), read, table, kept);
        }
        double each = kind.startsWith("Index Only") ? read / 20 + 2 * fetched : 3 * read;
        double enough = A_FEW_BLOCKS + 6 * loops + each;
        return blocks > enough
                ? "%s reads %.0f pages for %.0f rows of %s".formatted(name(), blocks, read, table)
                : null;
    }

    /** Where it fed something that wanted only so many rows. */
    @Nullable
    String fault(double wanted) {
        return kept > AS_WELL_SORTED + 4 * wanted
                ? "%s reads %.0f rows of %s to tell %.0f".formatted(name(), kept, table, wanted)
                : null;
    }
}
