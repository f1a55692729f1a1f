package dev.sotto.orders.printer.slip;

import dev.sotto.orders.order.LineMark;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.TicketStatus;
import dev.sotto.orders.printer.slip.Slip.Dish;
import dev.sotto.orders.printer.slip.Slip.Heading;
import dev.sotto.orders.printer.slip.Slip.Made;
import dev.sotto.orders.printer.slip.Slip.Part;
import dev.sotto.orders.printer.slip.Slip.Task;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event of an order puts on a printer's paper. Paper cannot be taken back, so each slip says the difference: what is
 * to be made now, what is not after all, what waits. Routing, courses and holding are the screens' own rules.
 */
public final class Slips {

    private final KitchenPrinter printer;
    private final List<KitchenCourse> courses;
    private final RestaurantConfig restaurant;

    public Slips(RestaurantConfig restaurant, KitchenPrinter printer) {
        this.restaurant = restaurant;
        this.printer = printer;
        this.courses =
                Objects.requireNonNullElse(restaurant.kitchen(), Kitchen.PLAIN).courses();
    }

    /**
     * The slip of what happened between two states of an order; null when it is nothing to this printer.
     *
     * @param before null for an order that was not there
     */
    @Nullable
    public Slip between(@Nullable OrderState before, OrderState after) {
        boolean over = after.status() == TicketStatus.CANCELLED;
        if (before == null) {
            List<Part> first = parts(Task.MAKE, told(after));
            return over || first.isEmpty() ? null : new Slip(Heading.TICKET, after, null, with(first, waiting(after)));
        }
        if (before.status() == TicketStatus.CANCELLED) {
            return null;
        }
        if (over) {
            List<Part> gone = parts(Task.VOID, told(before));
            return gone.isEmpty() ? null : new Slip(Heading.CANCELLED, after, null, gone);
        }
        return changed(before, after);
    }

    private @Nullable Slip changed(OrderState before, OrderState after) {
        Map<String, OrderLine> had = byId(told(before).stream().map(Dish::line));
        Map<String, OrderLine> has = byId(told(after).stream().map(Dish::line));
        Map<String, OrderLine> known = byId(after.lines().stream());
        List<Dish> gone = new ArrayList<>();
        List<Dish> held = new ArrayList<>();
        had.forEach((id, line) -> {
            OrderLine now = known.get(id);
            if (now == null || !Made.of(now).equals(Made.of(line))) {
                gone.add(new Dish(line.quantity(), line));
            } else if (!has.containsKey(id)) {
                held.add(new Dish(line.quantity(), line));
            } else if (now.quantity() < line.quantity()) {
                gone.add(new Dish(line.quantity() - now.quantity(), line));
            }
        });
        List<Dish> news = new ArrayList<>();
        has.forEach((id, line) -> {
            OrderLine earlier = had.get(id);
            boolean same = earlier != null && Made.of(earlier).equals(Made.of(line));
            int more = line.quantity() - (same && earlier != null ? earlier.quantity() : 0);
            if (more > 0) {
                news.add(new Dish(more, line));
            }
        });
        List<Part> parts = with(with(parts(Task.VOID, gone), parts(Task.MAKE, news)), parts(Task.WAIT, held));
        String movedFrom = Objects.equals(before.table(), after.table()) ? null : before.table();
        boolean rushed = after.marks().rushed() && !before.marks().rushed();
        Heading heading = heading(before, after, gone, news, held, rushed);
        boolean concerned = after.lines().stream().anyMatch(line -> printer.prints(line.station()));
        return heading == null || (!concerned && parts.isEmpty()) ? null : new Slip(heading, after, movedFrom, parts);
    }

    private static @Nullable Heading heading(
            OrderState before, OrderState after, List<Dish> gone, List<Dish> news, List<Dish> held, boolean rushed) {
        boolean sameLines = before.lines().equals(after.lines());
        if (!gone.isEmpty() || (!news.isEmpty() && !sameLines)) {
            return Heading.CHANGE;
        }
        if (!news.isEmpty()) {
            return Heading.FIRE;
        }
        if (!held.isEmpty()) {
            return Heading.HOLD;
        }
        if (!Objects.equals(before.table(), after.table())) {
            return Heading.TABLE;
        }
        return rushed && !after.status().leftTheKitchen() ? Heading.RUSH : null;
    }

    /** What this printer's cooks were told to make. */
    private List<Dish> told(OrderState order) {
        return dishes(order, false);
    }

    private List<Part> waiting(OrderState order) {
        return parts(Task.WAIT, dishes(order, true));
    }

    private List<Dish> dishes(OrderState order, boolean held) {
        return order.lines().stream()
                .filter(line -> printer.prints(line.station()))
                .filter(line -> isHeld(order, line) == held)
                .map(line -> new Dish(line.quantity(), line))
                .toList();
    }

    /** A course waits at a table when the restaurant holds it, or somebody did, until it is fired. */
    private boolean isHeld(OrderState order, OrderLine line) {
        if (order.isDone(line)) {
            return false;
        }
        LineMark mark = order.marks().lines().get(line.lineId());
        Boolean fired = mark == null ? null : mark.fired();
        if (fired != null) {
            return !fired;
        }
        KitchenCourse course = courseOf(line);
        return course != null && course.held() && order.table() != null;
    }

    private @Nullable KitchenCourse courseOf(OrderLine line) {
        String category =
                restaurant.menu().item(line.itemId()).map(MenuItem::category).orElse(null);
        return courses.stream()
                .filter(course -> course.categories().contains(category))
                .findFirst()
                .orElse(null);
    }

    /** In the order of the courses, those of none first, identical dishes together. */
    private List<Part> parts(Task task, List<Dish> dishes) {
        Map<Integer, Map<Made, Dish>> byCourse = new LinkedHashMap<>();
        for (Dish dish : dishes) {
            KitchenCourse course = courseOf(dish.line());
            byCourse.computeIfAbsent(course == null ? -1 : courses.indexOf(course), any -> new LinkedHashMap<>())
                    .merge(
                            Made.of(dish.line()),
                            dish,
                            (one, other) -> new Dish(one.quantity() + other.quantity(), one.line()));
        }
        return byCourse.entrySet().stream()
                .sorted(Comparator.comparingInt(Map.Entry::getKey))
                .map(each -> new Part(
                        task,
                        each.getKey() < 0 ? null : courses.get(each.getKey()).name(),
                        List.copyOf(each.getValue().values())))
                .toList();
    }

    private static Map<String, OrderLine> byId(Stream<OrderLine> lines) {
        Map<String, OrderLine> byId = new LinkedHashMap<>();
        lines.forEach(line -> byId.put(line.lineId(), line));
        return byId;
    }

    private static List<Part> with(List<Part> first, List<Part> then) {
        List<Part> both = new ArrayList<>(first);
        both.addAll(then);
        return both;
    }
}
