package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Something that both PostgreSQL and the lake keep, read from both as far as both have seen the log, so that neither's lag is
 * taken for drift.
 *
 * @param <S> what is said of an hour
 */
interface Sides<S> {

    /** What each says of the hours of a period. */
    Hours<S> hours(Lake lake, Period period) throws SQLException;

    /** What each says of each thing in an hour, read anew: what has moved since is compared as it is now. */
    Entries entries(Lake lake, Hour hour) throws SQLException;

    Difference.Kind kind();

    /**
     * @param unsettled hours of which one side has seen more
     * @param behind records that PostgreSQL has and the lake does not hold yet
     * @param left whether nothing may be compared yet, because nobody knows how far a side is
     */
    record Hours<S>(Map<Hour, S> books, Map<Hour, S> lake, Set<Hour> unsettled, long behind, boolean left) {

        static <S> Hours<S> nothingYet() {
            return new Hours<>(Map.of(), Map.of(), Set.of(), 0, true);
        }

        Set<Hour> compared() {
            Set<Hour> compared = new HashSet<>(books.keySet());
            compared.addAll(lake.keySet());
            compared.removeAll(unsettled);
            return compared;
        }

        /** What PostgreSQL says of those that are compared. */
        List<S> sums() {
            return compared().stream().map(books::get).filter(Objects::nonNull).toList();
        }

        List<Hour> differing() {
            return compared().stream()
                    .filter(hour -> !Objects.equals(books.get(hour), lake.get(hour)))
                    .sorted(Comparator.comparing(Hour::starts).thenComparing(Hour::restaurantId))
                    .toList();
        }
    }

    /**
     * By id.
     *
     * @param unsettled of which one side has seen more
     */
    record Entries(Map<String, String> books, Map<String, String> lake, Set<String> unsettled) {

        static final Entries NOTHING_YET = new Entries(Map.of(), Map.of(), Set.of());

        List<String> differing() {
            Set<String> ids = new HashSet<>(books.keySet());
            ids.addAll(lake.keySet());
            ids.removeAll(unsettled);
            return ids.stream()
                    .filter(id -> !Objects.equals(books.get(id), lake.get(id)))
                    .sorted()
                    .toList();
        }
    }
}
