package dev.sotto.dialogue.conversation.order;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.placed.PlacedOrder;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a waiter fire a course, or hold it back, by voice: "fire the mains on table 12". Done at once and said back, since
 * the opposite word undoes it; words that were not heard well do nothing.
 */
public final class Courses {
    private final House house;
    private final PlacedOrders placed;

    public Courses(House house, PlacedOrders placed) {
        this.house = house;
        this.placed = placed;
    }

    /** True where it was a course that was spoken of. */
    public boolean begins(TurnPlan plan, Heard.Words words, Set<Cue> notes) {
        boolean fires = notes.contains(Cue.FIRE);
        KitchenCourse course = fires || notes.contains(Cue.HOLD) ? named(words.text()) : null;
        if (!plan.isTerse() || course == null) {
            return false;
        }
        String said = house.understand(plan, words.text()).context().table();
        String table = said == null ? plan.table() : said;
        plan.happened(new ConversationEvent.Understood());
        if (words.confidence() < OrderTaking.LEAST_SURE_YES) {
            plan.say(house.wording().sayAgain());
        } else if (table == null) {
            plan.say(house.say(Say.WHICH_TABLE));
        } else {
            mark(plan, course, table, fires ? TicketMark.FIRED : TicketMark.HELD);
        }
        return true;
    }

    private void mark(TurnPlan plan, KitchenCourse course, String table, TicketMark mark) {
        String restaurantId = plan.state().envelope().restaurantId();
        for (PlacedOrder order : placed.atTable(restaurantId, table, plan.now())) {
            List<String> lines = order.lines().stream()
                    .filter(line -> isOf(course, line))
                    .map(OrderLine::lineId)
                    .toList();
            if (!lines.isEmpty()) {
                TicketMarked marked = new TicketMarked(
                        mark, null, lines, "voice:" + plan.state().callId());
                plan.settle(new Outcome(order.orderId(), order.version() + 1, marked))
                        .say(house.say(
                                mark == TicketMark.FIRED ? Say.COURSE_FIRED : Say.COURSE_HELD, course.name(), table));
                return;
            }
        }
        plan.say(house.say(Say.NO_COURSE, course.name(), table));
    }

    private boolean isOf(KitchenCourse course, OrderLine line) {
        return house.carte()
                .item(line.itemId())
                .map(MenuItem::category)
                .filter(course.categories()::contains)
                .isPresent();
    }

    /** The course whose name, as the restaurant's file has it, was said. */
    private @Nullable KitchenCourse named(String text) {
        Kitchen kitchen = house.config().kitchen();
        return kitchen == null
                ? null
                : kitchen.courses().stream()
                        .filter(course -> house.understander().says(text, course.name()))
                        .findFirst()
                        .orElse(null);
    }
}
