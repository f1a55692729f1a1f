package dev.sotto.orders.printer.slip;

import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.printer.slip.EscPos.Look;
import dev.sotto.orders.printer.slip.Slip.Dish;
import dev.sotto.orders.printer.slip.Slip.Part;
import dev.sotto.orders.printer.slip.Slip.Task;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sets a slip on paper as it is read between two pans: who and how large, dishes in tall letters, modifiers one to a line,
 * and white on black whatever must not be made, left in, or would harm a guest.
 */
public final class Layout {

    private static final Pattern ALLERGY =
            Pattern.compile("allerg|intol[eé]r|c[oe]eliac|cœliaque", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** How many digits of a number are told to those who may not see it. */
    private static final int ENDING = 2;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    private final KitchenPrinter printer;
    private final Words words;
    private final ZoneId zone;
    private final String restaurant;

    public Layout(RestaurantConfig restaurant, KitchenPrinter printer) {
        this.printer = printer;
        this.words = Words.in(restaurant.language());
        this.zone = ZoneId.of(restaurant.timeZone());
        this.restaurant = restaurant.name();
    }

    /**
     * The bytes of a slip.
     *
     * @param copy whether the same may have come out before
     */
    public byte[] set(Slip slip, long number, boolean copy) {
        EscPos paper = paper();
        if (copy) {
            paper.loud(Look.LARGE, "*** " + words.copy() + " ***");
        }
        head(paper, slip, number);
        for (Part part : slip.parts()) {
            part(paper, part, slip.heading() == Slip.Heading.CANCELLED);
        }
        paper.rule();
        paper.ends(printer.name(), "#" + number);
        return paper.cut();
    }

    /** A slip that shows what the printer can write. */
    public byte[] sample(Instant now) {
        EscPos paper = paper();
        paper.line(Look.LARGE, "Sotto");
        paper.ends(restaurant, hour(now));
        paper.rule();
        paper.line(Look.TALL_LETTERS, printer.name());
        paper.loud(Look.TALL_LETTERS, words.without() + "…");
        paper.line(Look.PLAIN, "àâçéèêëîïôùûü œ ÀÉÈ € 1234567890");
        paper.rule();
        return paper.cut();
    }

    private EscPos paper() {
        return new EscPos(Characters.named(printer.characters()), printer.columns());
    }

    private void head(EscPos paper, Slip slip, long number) {
        OrderState order = slip.order();
        switch (slip.heading()) {
            case TICKET -> {}
            case CHANGE -> paper.loud(Look.LARGE, words.change());
            case FIRE -> paper.loud(Look.LARGE, words.fire());
            case HOLD -> paper.loud(Look.LARGE, words.hold());
            case RUSH -> paper.loud(Look.LARGE, words.rush());
            case TABLE -> {}
            case CANCELLED -> paper.loud(Look.LARGE, words.cancelled());
        }
        String movedFrom = slip.movedFrom();
        if (movedFrom != null && order.table() != null) {
            paper.loud(Look.LARGE, words.tableOf(movedFrom) + " > " + words.tableOf(order.table()));
        }
        paper.line(Look.LARGE, false, "#" + number + " ", who(order));
        OrderPlaced placed = order.placed();
        paper.ends(service(order), hour(order.origin().occurredAt()));
        if (placed.wantedAt() != null) {
            paper.line(Look.TALL_LETTERS, words.wanted() + hour(placed.wantedAt()));
        }
        if (slip.heading() == Slip.Heading.TICKET || slip.heading() == Slip.Heading.CHANGE) {
            whereTo(paper, placed);
        }
        if (order.marks().rushed() && slip.heading() != Slip.Heading.RUSH) {
            paper.loud(Look.TALL_LETTERS, words.rush());
        }
        paper.rule();
    }

    /** Paper lies about: as on the screens of the kitchen, of the guest's number only its ending stands there. */
    private void whereTo(EscPos paper, OrderPlaced placed) {
        String address = placed.address();
        if (!"delivery".equals(placed.service()) || address == null || address.isBlank()) {
            return;
        }
        paper.line(Look.TALL_LETTERS, false, "> ", address);
        String phone = placed.customerPhone();
        if (phone != null && phone.length() > ENDING) {
            paper.line(Look.PLAIN, false, "  ", words.phone() + " .." + phone.substring(phone.length() - ENDING));
        }
    }

    private String who(OrderState order) {
        String table = order.table();
        String name = order.placed().customerName();
        if (table != null && !table.isBlank()) {
            return words.tableOf(table);
        }
        return name == null || name.isBlank() ? words.phone() : name;
    }

    private String service(OrderState order) {
        String said = order.placed().service();
        return words.service(said != null ? said : order.table() == null ? "pickup" : "dine_in");
    }

    private void part(EscPos paper, Part part, boolean allGone) {
        if (part.course() != null) {
            paper.line(Look.BOLD, "-- " + part.course() + " --");
        }
        switch (part.task()) {
            case MAKE -> {}
            case VOID -> {
                if (!allGone) {
                    paper.loud(Look.LARGE, words.voided());
                }
            }
            case WAIT -> paper.loud(Look.BOLD, words.hold());
        }
        for (Dish dish : part.dishes()) {
            dish(paper, dish, part.task());
        }
    }

    private void dish(EscPos paper, Dish dish, Task task) {
        OrderLine line = dish.line();
        String many = dish.quantity() + " x ";
        paper.line(task == Task.WAIT ? Look.BOLD : Look.TALL_LETTERS, task == Task.VOID, many, line.name());
        String indent = "    ";
        for (var removed : line.removed()) {
            paper.line(
                    Look.TALL_LETTERS,
                    true,
                    indent,
                    words.without() + removed.name().toUpperCase(Locale.ROOT));
        }
        for (var extra : line.added()) {
            paper.line(Look.BOLD, false, indent + "+ ", words.amount(extra.amount()) + extra.name());
        }
        for (var option : line.options()) {
            paper.line(Look.PLAIN, false, indent, option.valueName());
        }
        String note = line.note();
        if (note != null && !note.isBlank()) {
            boolean allergy = ALLERGY.matcher(note).find();
            paper.line(
                    allergy ? Look.LARGE : Look.BOLD,
                    allergy,
                    allergy ? "" : indent,
                    allergy ? note : "« " + note + " »");
        }
    }

    private String hour(Instant at) {
        return HOUR.format(at.atZone(zone));
    }
}
