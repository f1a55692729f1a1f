package dev.sotto.analytics;

import dev.sotto.analytics.SinkStage.Entry;
import dev.sotto.analytics.lake.Offsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a batch the table does not hold, and how far that moves it. A batch may tell the same twice: what waited in it
 * when its partition was given out anew is delivered again, behind it.
 *
 * @param moved for each partition of the entries, the offset behind the last of them
 */
record Fresh<V>(List<Entry<V>> entries, Offsets moved) {

    static <V> Fresh<V> of(List<Entry<V>> batch, Offsets held) {
        List<Entry<V>> entries = new ArrayList<>(batch.size());
        Offsets moved = Offsets.NONE;
        for (Entry<V> entry : batch) {
            if (!entry.isHeldBy(held) && !entry.isHeldBy(moved)) {
                entries.add(entry);
                moved = moved.after(
                        entry.delivery().position().partition(),
                        entry.delivery().position().offset());
            }
        }
        return new Fresh<>(entries, moved);
    }
}
