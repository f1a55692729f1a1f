package dev.sotto.gateway.earpiece.notice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices of every restaurant, for those who are there and, for a while, for those who come back. Every node hangs up
 * all of them, read from the same log, so a device may return to any. Thread-safe.
 */
public final class NoticeBoard {

    /** What is older no longer helps a waiter. */
    public static final Duration KEPT = Duration.ofHours(2);

    /** A busy evening in a large house; beyond that the oldest gives way. */
    private static final int PER_RESTAURANT = 100;

    private final Map<String, ArrayDeque<Posted>> hanging = new HashMap<>();
    private final Map<String, Set<NoticeReader>> readers = new ConcurrentHashMap<>();

    public void post(Posted notice) {
        if (hang(notice)) {
            for (NoticeReader reader : readers.getOrDefault(notice.restaurantId(), Set.of())) {
                if (notice.isFor(reader.deviceId())) {
                    reader.tell(notice);
                }
            }
        }
    }

    /** False when it hangs already, or is too old to help. */
    private synchronized boolean hang(Posted notice) {
        long oldest = System.currentTimeMillis() - KEPT.toMillis();
        ArrayDeque<Posted> here = hanging.computeIfAbsent(notice.restaurantId(), id -> new ArrayDeque<>());
        here.removeIf(old -> old.at() < oldest);
        if (notice.at() < oldest || here.stream().anyMatch(known -> known.id().equals(notice.id()))) {
            return false;
        }
        if (here.size() == PER_RESTAURANT) {
            here.removeFirst();
        }
        here.addLast(notice);
        return true;
    }

    /** What happened for a device after a moment, oldest first. */
    public synchronized List<Posted> since(NoticeReader reader, long at) {
        return hanging.getOrDefault(reader.restaurantId(), new ArrayDeque<>()).stream()
                .filter(notice -> notice.at() > at && notice.isFor(reader.deviceId()))
                .toList();
    }

    public void add(NoticeReader reader) {
        readers.computeIfAbsent(reader.restaurantId(), id -> ConcurrentHashMap.newKeySet())
                .add(reader);
    }

    public void remove(NoticeReader reader) {
        readers.computeIfPresent(reader.restaurantId(), (id, here) -> {
            here.remove(reader);
            return here.isEmpty() ? null : here;
        });
    }
}
