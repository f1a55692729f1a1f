package dev.sotto.dialogue.conversation.beyond;

import dev.sotto.dialogue.conversation.order.Questions;
import dev.sotto.dialogue.conversation.order.Trouble;
import dev.sotto.dialogue.conversation.order.Wishes;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.AgreementAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestTold;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.VisitTold;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.OpeningTimes;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.guest.SpokenVisit;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.BookTable;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Guest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Books a table: day, time, how many, a name and a number, one question at a time, and a yes to all of it. */
public final class Bookings {
    private static final BookingTable NOTHING_KNOWN = new BookingTable(null, null, null, "");

    private final House house;
    private final ZoneId zone;
    private final Wishes wishes;
    private final Trouble trouble;
    private final Questions questions;

    public Bookings(House house, Wishes wishes, Trouble trouble, Questions questions) {
        this.house = house;
        this.zone = ZoneId.of(house.config().timeZone());
        this.wishes = wishes;
        this.trouble = trouble;
        this.questions = questions;
    }

    /** True where it was a table that was asked for. */
    public boolean begins(TurnPlan plan, Heard.Words words, Set<Cue> notes) {
        if (!notes.contains(Cue.BOOK)) {
            return false;
        }
        if (house.counter().largestParty() == null) {
            plan.happened(new ConversationEvent.Understood())
                    .say(house.say(Say.BOOKING_NEVER))
                    .say(questions.open(plan));
        } else {
            hear(plan, words, NOTHING_KNOWN);
        }
        return true;
    }

    public void hear(TurnPlan plan, Heard.Words words, BookingTable known) {
        Understood understood = house.understand(plan, words);
        if (wishes.takesOver(plan, understood)) {
            return;
        }
        if (understood.intent() == Intent.CANCEL || understood.intent() == Intent.GOODBYE) {
            plan.happened(new OrderReopened())
                    .say(house.say(Say.STAYS_AS_IT_IS))
                    .say(house.wording().anythingElse());
            return;
        }
        if (learn(plan, words.text(), understood, known) || known.asked().isEmpty()) {
            goOn(plan);
        } else if (!wishes.met(plan, understood)) {
            trouble.notUnderstood(plan, house.wording().notUnderstood());
        }
    }

    /** Whether these words change a booking that was read back; if so it is read back again. */
    public boolean corrects(TurnPlan plan, Heard.Words words, BookTable read) {
        LocalDateTime at = read.at().atZone(zone).toLocalDateTime();
        BookingTable known =
                new BookingTable(at.toLocalDate().toString(), at.toLocalTime().toString(), read.guests(), "");
        boolean changed = learn(plan, words.text(), house.understand(plan, words), known);
        if (changed) {
            goOn(plan);
        }
        return changed;
    }

    public void reopen(TurnPlan plan, BookTable read) {
        LocalDateTime at = read.at().atZone(zone).toLocalDateTime();
        plan.happened(new VisitTold(new BookingTable(
                        at.toLocalDate().toString(), at.toLocalTime().toString(), read.guests(), "change")))
                .say(house.say(Say.BOOKING_CHANGE));
    }

    public String question(String asked) {
        return house.say(
                switch (asked) {
                    case "day" -> Say.ASK_DAY;
                    case "time" -> Say.ASK_VISIT_TIME;
                    case "guests" -> Say.ASK_GUESTS;
                    case "name" -> Say.ASK_NAME;
                    case "phone" -> Say.ASK_PHONE;
                    default -> Say.BOOKING_CHANGE;
                });
    }

    public String recap(BookTable table) {
        LocalDateTime at = table.at().atZone(zone).toLocalDateTime();
        return house.say(
                Say.BOOKING_RECAP,
                String.valueOf(table.guests()),
                house.phrasebook().day(at.toLocalDate()),
                house.phrasebook().clock(at.toLocalTime()),
                table.name());
    }

    /** Puts what was said into the booking; false where nothing of it was about one. */
    private boolean learn(TurnPlan plan, String text, Understood understood, BookingTable known) {
        Guest before = plan.state().guest();
        Context context = understood.context();
        LocalDate today = plan.now().atZone(zone).toLocalDate();
        SpokenVisit visit =
                house.understander().visit(text, today, known.asked().equals("guests"));
        LocalDate day = visit.day();
        String time = context.time();
        Integer guests = visit.guests();
        String name = context.name();
        boolean nothing = day == null && time == null && guests == null && name == null && context.phone() == null;
        if (nothing && known.asked().equals("name") && understood.intent() != Intent.NO) {
            name = house.understander().name(text);
        }
        Guest guest = before.withName(name == null ? before.name() : name)
                .withPhone(context.phone() == null ? before.phone() : context.phone());
        BookingTable now = new BookingTable(
                day == null ? known.day() : day.toString(),
                time == null ? known.time() : clock(time, plan.now()),
                guests == null ? known.guests() : guests,
                known.asked());
        if (now.equals(known) && guest.equals(before)) {
            return false;
        }
        plan.happened(new GuestTold(guest)).happened(new VisitTold(now));
        return true;
    }

    /** Says what cannot be, asks for what is missing, reads back what is complete. */
    private void goOn(TurnPlan plan) {
        BookingTable known = plan.state().phase() instanceof BookingTable now ? now : NOTHING_KNOWN;
        known = possible(plan, known);
        String missing = missing(plan, known);
        if (missing != null) {
            plan.happened(new VisitTold(new BookingTable(known.day(), known.time(), known.guests(), missing)))
                    .say(question(missing));
            return;
        }
        Guest guest = plan.state().guest();
        Instant at = moment(known);
        if (at != null && known.guests() != null && guest.name() != null) {
            String phone = guest.phone() == null ? plan.state().callerNumber() : guest.phone();
            BookTable table = new BookTable(guest.name(), phone, known.guests(), at);
            plan.happened(new AgreementAsked(table)).say(recap(table));
        }
    }

    private BookingTable possible(TurnPlan plan, BookingTable known) {
        Integer guests = known.guests();
        Integer most = house.counter().largestParty();
        BookingTable possible = known;
        if (guests != null && most != null && guests > most) {
            plan.say(house.say(Say.BOOKING_TOO_MANY, String.valueOf(most)));
            possible = new BookingTable(known.day(), known.time(), null, known.asked());
        }
        Instant at = moment(known);
        Say problem = at == null
                ? null
                : at.isBefore(plan.now())
                        ? Say.BOOKING_PAST
                        : OpeningTimes.isOpen(house.config(), at) ? null : Say.BOOKING_CLOSED;
        if (problem != null) {
            plan.say(house.say(problem));
            possible = new BookingTable(known.day(), null, possible.guests(), known.asked());
        }
        return possible;
    }

    private static @Nullable String missing(TurnPlan plan, BookingTable known) {
        Guest guest = plan.state().guest();
        boolean reachable = guest.phone() != null || plan.state().callerNumber() != null;
        return known.day() == null
                ? "day"
                : known.time() == null
                        ? "time"
                        : known.guests() == null
                                ? "guests"
                                : guest.name() == null ? "name" : reachable ? null : "phone";
    }

    private @Nullable Instant moment(BookingTable known) {
        String day = known.day();
        String time = known.time();
        return day == null || time == null
                ? null
                : LocalDate.parse(day)
                        .atTime(LocalTime.parse(time))
                        .atZone(zone)
                        .toInstant();
    }

    private String clock(String said, Instant now) {
        return said.startsWith("PT")
                ? now.atZone(zone)
                        .plus(Duration.parse(said))
                        .toLocalTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                : said;
    }
}
