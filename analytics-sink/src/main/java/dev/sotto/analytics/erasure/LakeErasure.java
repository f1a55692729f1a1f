package dev.sotto.analytics.erasure;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.RewriteOutcome.Outrun;
import dev.sotto.analytics.lake.RewriteOutcome.Rewritten;
import dev.sotto.analytics.lake.RowChange;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.lake.Tier;
import dev.sotto.analytics.upkeep.Leftovers;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;

/**
 * Takes somebody's words out of the tables. Rows stay, so every sum stays what it was; files that held the words are
 * written anew, and the old ones leave the store at once with all that names them.
 */
final class LakeErasure {

    /** Others may rewrite the same files; each time less is left. */
    private static final int ATTEMPTS = 10;

    private final Lake lake;

    LakeErasure(Lake lake) {
        this.lake = lake;
    }

    /** How many rows were left without his words, by table; a table in which nothing was left to do is not named. */
    Map<String, Long> erase(Subject subject) {
        Map<String, Long> changed = new LinkedHashMap<>();
        for (TableShape shape : TableShape.ALL) {
            if (!shape.guestWords().isEmpty()) {
                long rows = erase(lake.table(shape), subject);
                if (rows > 0) {
                    changed.put(shape.name(), rows);
                }
            }
        }
        return changed;
    }

    /** Whoever died after writing the files anew left old ones behind that only older states name. */
    void forgetThePast() {
        for (TableShape shape : TableShape.ALL) {
            if (!shape.guestWords().isEmpty()) {
                lake.table(shape).forgetThePast();
            }
        }
    }

    /** How many files no table names, last written before that moment: what whoever died on the way left behind. */
    long leftBehind(Instant before) {
        long files = 0;
        for (TableShape shape : TableShape.ALL) {
            try {
                files += new Leftovers(lake.load(shape), lake.archive(shape))
                        .unnamed(before)
                        .size();
            } catch (IOException failed) {
                throw new LakeUnavailable("looking for leftovers of " + shape.name(), failed);
            }
        }
        return files;
    }

    private long erase(LakeTable table, Subject subject) {
        TableShape shape = table.shape();
        RowChange change = row -> {
            if (subject.speaksIn(shape, row)) {
                shape.guestWords().forEach(column -> row.setField(column, null));
            }
            return row;
        };
        long changed = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean outrun = false;
            for (DataFile file : table.filesOf(subject.restaurantId())) {
                long rows = table.count(file, Subject.telling(shape), row -> subject.speaksIn(shape, row));
                if (rows > 0) {
                    switch (table.rewrite(List.of(file), change, tierOf(table, file))) {
                        case Rewritten _ -> changed += rows;
                        case Outrun _ -> outrun = true;
                    }
                }
            }
            if (!outrun) {
                return changed;
            }
        }
        throw new LakeUnavailable(
                "erasing words in " + shape.name(),
                new IllegalStateException("other work on its files was always faster"));
    }

    private Tier tierOf(LakeTable table, DataFile file) {
        return file.location().startsWith(lake.archive(table.shape()) + "/") ? Tier.COLD : Tier.WARM;
    }
}
