package dev.sotto.dialogue.conversation.guest;

import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.pace.Pace;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Paced;
import dev.sotto.schemas.dialogue.PacedKind;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was said of when dishes are made until the order is placed, and then says it to the kitchen as a hand would
 * that marks the ticket: what waits is held, what is wanted at once is fired.
 */
public final class Serving {
    private final House house;

    public Serving(House house) {
        this.house = house;
    }

    /** All that is known of it with these words; what a guest on the telephone only wants later is no course. */
    public List<Paced> with(TurnPlan plan, Understood understood) {
        List<Paced> before = plan.state().guest().paced();
        Pace pace = understood.pace();
        if (pace.isNone() || !(plan.isTerse() || pace.certain())) {
            return before;
        }
        List<Paced> news = pace.on(understood.lines());
        boolean idle = !understood.changed()
                && Till.ring(house.carte(), understood.lines()).stream().noneMatch(line -> waits(news, line) != null);
        return idle && !plan.isTerse() ? before : merged(before, news);
    }

    /** What the kitchen is told behind the order; nothing where all goes its usual way. */
    public List<OrderEvent> marks(TurnPlan plan, List<OrderLine> lines) {
        List<Paced> paced = plan.state().guest().paced();
        List<OrderEvent> marks = new ArrayList<>();
        mark(TicketMark.HELD, held(paced, lines), plan, marks);
        mark(TicketMark.FIRED, fired(plan, paced, lines), plan, marks);
        return marks;
    }

    /** One or two short sentences; empty where all goes its usual way. */
    public List<String> said(TurnPlan plan) {
        List<Paced> paced = plan.state().guest().paced();
        List<OrderLine> lines = Till.ring(house.carte(), plan.state().lines());
        List<OrderLine> held = held(paced, lines);
        List<OrderLine> fired = fired(plan, paced, lines);
        if (fired.size() == lines.size() && lines.size() > 1) {
            return List.of(house.say(Say.PACE_TOGETHER));
        }
        List<String> said = new ArrayList<>();
        if (!fired.isEmpty()) {
            said.add(house.say(Say.PACE_NOW, house.readBack().names(fired)));
        }
        if (!held.isEmpty()) {
            said.add(house.say(Say.PACE_HELD, house.readBack().names(held)));
        }
        return said;
    }

    private static void mark(TicketMark mark, List<OrderLine> lines, TurnPlan plan, List<OrderEvent> marks) {
        if (!lines.isEmpty()) {
            marks.add(new TicketMarked(
                    mark,
                    null,
                    lines.stream().map(OrderLine::lineId).toList(),
                    "voice:" + plan.state().callId()));
        }
    }

    private List<OrderLine> held(List<Paced> paced, List<OrderLine> lines) {
        return lines.stream()
                .filter(line -> Boolean.TRUE.equals(waits(paced, line)))
                .toList();
    }

    /** What was wanted at once, where that says anything: others wait, or it would wait by itself. */
    private List<OrderLine> fired(TurnPlan plan, List<Paced> paced, List<OrderLine> lines) {
        boolean all = paced.stream().anyMatch(said -> said.kind() == PacedKind.EVERYTHING);
        boolean others = all || !held(paced, lines).isEmpty();
        return lines.stream()
                .filter(line -> Boolean.FALSE.equals(waits(paced, line)))
                .filter(line -> others || (plan.table() != null && waitsByItself(line)))
                .toList();
    }

    /** Null where nothing was said of it; a line before a dish, a dish before its course. */
    private @Nullable Boolean waits(List<Paced> paced, OrderLine line) {
        KitchenCourse course = courseOf(line);
        String courseId = course == null ? "" : course.id();
        return Stream.of(
                        find(paced, PacedKind.LINE, line.lineId()),
                        find(paced, PacedKind.ITEM, line.itemId()),
                        find(paced, PacedKind.COURSE, courseId),
                        find(paced, PacedKind.EVERYTHING, ""))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<Boolean> find(List<Paced> paced, PacedKind kind, String id) {
        return paced.reversed().stream()
                .filter(said -> said.kind() == kind && said.id().equals(id))
                .map(Paced::waits)
                .findFirst();
    }

    private boolean waitsByItself(OrderLine line) {
        KitchenCourse course = courseOf(line);
        return course != null && course.held();
    }

    private @Nullable KitchenCourse courseOf(OrderLine line) {
        Kitchen kitchen = house.config().kitchen();
        String category =
                house.carte().item(line.itemId()).map(MenuItem::category).orElse("");
        return kitchen == null
                ? null
                : kitchen.courses().stream()
                        .filter(course -> course.categories().contains(category))
                        .findFirst()
                        .orElse(null);
    }

    /** What is said now counts before what was said of the same; "everything together" before all of it. */
    private static List<Paced> merged(List<Paced> before, List<Paced> news) {
        boolean all = news.stream().anyMatch(said -> said.kind() == PacedKind.EVERYTHING);
        List<Paced> merged = new ArrayList<>();
        before.stream()
                .filter(said -> !all)
                .filter(said -> news.stream()
                        .noneMatch(now -> now.kind() == said.kind() && now.id().equals(said.id())))
                .forEach(merged::add);
        merged.addAll(news);
        return merged;
    }

    /** The lines of an order that are of what was named. */
    public List<OrderLine> named(Pace.Wish wish, List<OrderLine> lines) {
        List<Paced> said = new Pace(List.of(wish), true).on(List.<DraftLine>of());
        return lines.stream().filter(line -> waits(said, line) != null).toList();
    }
}
