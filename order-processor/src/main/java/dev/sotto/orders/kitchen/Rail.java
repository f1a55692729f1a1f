package dev.sotto.orders.kitchen;

import dev.sotto.orders.store.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ticket rail of a restaurant: its last changes, oldest first, from which every screen takes what it has not seen.
 * Of an order only the newest slip hangs. It never changes; a newer one takes its place.
 *
 * @param since all changes after this position hang here
 */
record Rail(long since, List<Slip> slips) {

    /** A screen that lags further behind reads the page it missed. */
    static final int MOST = 200;

    /** A ticket as it was at its position. */
    record Slip(String orderId, long position, ScreenEvent event) {
        static Slip of(Ticket ticket, EventWriter writer) {
            return new Slip(ticket.orderId(), ticket.position(), writer.ticket(ticket));
        }
    }

    static Rail empty(long since) {
        return new Rail(since, List.of());
    }

    /** With what came after all that hangs here. */
    Rail with(List<Slip> news) {
        Set<String> renewed = new HashSet<>();
        news.forEach(slip -> renewed.add(slip.orderId()));
        List<Slip> all = new ArrayList<>(slips.size() + news.size());
        slips.stream().filter(slip -> !renewed.contains(slip.orderId())).forEach(all::add);
        all.addAll(news);
        int dropped = Math.max(0, all.size() - MOST);
        return dropped == 0
                ? new Rail(since, List.copyOf(all))
                : new Rail(all.get(dropped - 1).position(), List.copyOf(all.subList(dropped, all.size())));
    }

    /** Whether nothing is missing for whoever has seen all up to there. */
    boolean reaches(long position) {
        return position >= since;
    }

    List<ScreenEvent> after(long position) {
        return slips.stream()
                .filter(slip -> slip.position() > position)
                .map(Slip::event)
                .toList();
    }

    /** The last position that hangs here. */
    long head() {
        return slips.isEmpty() ? since : slips.getLast().position();
    }
}
