package dev.sotto.load.kitchen;

import dev.sotto.load.WaitedInVain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a kitchen has been told so far, and what was wrong with the telling. */
final class TicketLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Ticket> tickets = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private long lastId = Long.MIN_VALUE;
    private long events;
    private long duplicates;
    private long outOfOrder;
    private long skippedVersions;
    private long unreadable;
    private long connections;
    private boolean caughtUp;
    private String trouble = "it has not connected yet";
    private @Nullable KitchenClosed refusal;

    synchronized void connected() {
        connections++;
        trouble = "";
    }

    synchronized void lineBroke(String problem) {
        trouble = problem;
    }

    synchronized void refused(KitchenClosed why) {
        refusal = why;
        notifyAll();
    }

    synchronized void caughtUp() {
        caughtUp = true;
        notifyAll();
    }

    synchronized void ticket(String id, String content, Instant arrivedAt) {
        events++;
        JsonNode json;
        long position;
        try {
            json = JSON.readTree(content);
            position = Long.parseLong(id);
        } catch (JacksonException | NumberFormatException wrong) {
            unreadable++;
            return;
        }
        if (!ids.add(position)) {
            duplicates++;
            return;
        }
        outOfOrder += position < lastId ? 1 : 0;
        lastId = Math.max(lastId, position);
        Ticket ticket = new Ticket(position, arrivedAt, json);
        Long before = versions.put(ticket.orderId(), ticket.version());
        skippedVersions += before == null ? 0 : Math.max(0, ticket.version() - before - 1);
        tickets.add(ticket);
        notifyAll();
    }

    synchronized OptionalLong lastId() {
        return lastId == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastId);
    }

    synchronized List<Ticket> tickets() {
        return List.copyOf(tickets);
    }

    synchronized Tally tally() {
        return new Tally(events, duplicates, outOfOrder, skippedVersions, unreadable, connections);
    }

    synchronized Ticket await(Predicate<Ticket> wanted, Duration patience, String awaited) {
        until(() -> newest(wanted) != null, patience, awaited);
        Ticket found = newest(wanted);
        if (found == null) {
            throw new IllegalStateException("A ticket that was there has gone.");
        }
        return found;
    }

    synchronized void awaitCaughtUp(Duration patience) {
        until(() -> caughtUp, patience, "the kitchen to be told all open tickets");
    }

    private @Nullable Ticket newest(Predicate<Ticket> wanted) {
        return tickets.reversed().stream().filter(wanted).findFirst().orElse(null);
    }

    /** The caller holds the lock. */
    private synchronized void until(BooleanSupplier done, Duration patience, String awaited) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            if (refusal != null) {
                throw refusal;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new WaitedInVain(patience, awaited + (trouble.isEmpty() ? "" : " (the line: " + trouble + ")"));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + awaited + ".", interrupted);
            }
        }
    }
}
