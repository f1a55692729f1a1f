package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.guest.Serving;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.placed.PlacedOrder;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.pace.Pace;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a waiter fire a course that was ordered, or hold it back, by voice: "fire the mains on table 12". Done at once and
 * said back, since the opposite word undoes it; words that were not heard well do nothing.
 */
public final class Courses {
    private final House house;
    private final PlacedOrders placed;
    private final Serving serving;
    private final Questions questions;

    public Courses(House house, PlacedOrders placed, Serving serving, Questions questions) {
        this.house = house;
        this.placed = placed;
        this.serving = serving;
        this.questions = questions;
    }

    /** True where it was a course of an order in the kitchen that was spoken of. */
    public boolean begins(TurnPlan plan, Heard.Words words) {
        Understood understood = house.understand(plan, words);
        if (!plan.isTerse() || understood.pace().isNone() || understood.changed()) {
            return false;
        }
        if (!plan.state().lines().isEmpty() && !isOfAnother(plan, understood)) {
            return false;
        }
        String said = understood.context().table();
        String table = said == null ? plan.table() : said;
        plan.happened(new ConversationEvent.Understood());
        if (words.confidence() < OrderTaking.LEAST_SURE_YES) {
            plan.say(house.wording().sayAgain());
        } else if (table == null) {
            plan.say(house.say(Say.WHICH_TABLE));
        } else {
            mark(plan, understood.pace(), table);
        }
        if (!plan.state().lines().isEmpty()) {
            plan.say(questions.open(plan));
        }
        return true;
    }

    /** With an order in hand: another table is named, or what this table was sent before and nothing in hand is. */
    private boolean isOfAnother(TurnPlan plan, Understood understood) {
        String said = understood.context().table();
        String here = plan.table();
        if (said != null && !said.equals(here)) {
            return true;
        }
        List<OrderLine> inHand = Till.ring(house.carte(), plan.state().lines());
        List<OrderLine> sent = here == null
                ? List.of()
                : placed.atTable(plan.state().envelope().restaurantId(), here, plan.now()).stream()
                        .flatMap(order -> order.lines().stream())
                        .toList();
        return understood.pace().wishes().stream()
                .allMatch(wish -> serving.named(wish, inHand).isEmpty()
                        && !serving.named(wish, sent).isEmpty());
    }

    private void mark(TurnPlan plan, Pace pace, String table) {
        List<PlacedOrder> orders = placed.atTable(plan.state().envelope().restaurantId(), table, plan.now());
        Map<String, Long> versions = new HashMap<>();
        orders.forEach(order -> versions.put(order.orderId(), order.version()));
        for (Pace.Wish wish : pace.wishes()) {
            PlacedOrder theirs = orders.stream()
                    .filter(order -> !serving.named(wish, order.lines()).isEmpty())
                    .findFirst()
                    .orElse(null);
            if (theirs == null) {
                plan.say(house.say(Say.NO_COURSE, nameOf(wish), table));
                continue;
            }
            List<String> lines = serving.named(wish, theirs.lines()).stream()
                    .map(OrderLine::lineId)
                    .toList();
            TicketMarked marked = new TicketMarked(
                    wish.waits() ? TicketMark.HELD : TicketMark.FIRED,
                    null,
                    lines,
                    "voice:" + plan.state().callId());
            plan.settle(new Outcome(theirs.orderId(), versions.merge(theirs.orderId(), 1L, Long::sum), marked))
                    .say(house.say(wish.waits() ? Say.COURSE_HELD : Say.COURSE_FIRED, nameOf(wish), table));
        }
    }

    private String nameOf(Pace.Wish wish) {
        return switch (wish.what()) {
            case Pace.Named.Everything() -> house.say(Say.EVERYTHING);
            case Pace.Named.Course(String courseId) -> course(courseId);
            case Pace.Named.Dishes(List<String> ids) -> house.readBack().itemNames(ids, 1);
        };
    }

    private String course(String courseId) {
        Kitchen kitchen = house.config().kitchen();
        return kitchen == null
                ? courseId
                : kitchen.courses().stream()
                        .filter(course -> course.id().equals(courseId))
                        .map(KitchenCourse::name)
                        .findFirst()
                        .orElse(courseId);
    }
}
