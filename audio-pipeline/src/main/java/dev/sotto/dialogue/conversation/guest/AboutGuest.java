package dev.sotto.dialogue.conversation.guest;

import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestTold;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Phrasebook;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.order.OrderLine;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a restaurant has to know about a guest before it reads his order back: how he gets it, where, when, his name, his
 * number. Whatever he tells unasked is not asked for any more.
 */
public final class AboutGuest {
    private static final int LONGEST_ADDRESS = 160;
    /** Fewer digits are an extension, not a number that can be called. */
    private static final int FEWEST_DIGITS = 6;

    private final House house;
    private final WantedTime wantedTime;
    private final Serving serving;

    public AboutGuest(House house) {
        this.house = house;
        this.wantedTime = new WantedTime(house.config());
        this.serving = new Serving(house);
    }

    /** What can be asked; the names are those of the restaurant's file. */
    public enum Subject {
        SERVICE,
        ADDRESS,
        TIME,
        NAME,
        PHONE,
        CALLBACK,
        /** No question about him, but asked and answered like one: something beside the order, by its item. */
        UPSELL;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether any words may be the answer. */
        public boolean isFreeWords() {
            return this == NAME || this == ADDRESS;
        }

        public static Subject of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** The next thing to ask; null where nothing is missing. */
    @Nullable
    public Subject missing(DialogueState state) {
        Guest guest = state.guest();
        List<String> asks = house.counter().asks();
        if (service(guest) == null && house.counter().services().size() > 1) {
            return Subject.SERVICE;
        }
        if ("delivery".equals(service(guest)) && guest.address() == null) {
            return Subject.ADDRESS;
        }
        if (asks.contains("time") && guest.time() == null) {
            return Subject.TIME;
        }
        if (asks.contains("name") && guest.name() == null) {
            return Subject.NAME;
        }
        return asks.contains("phone") && guest.phone() == null ? Subject.PHONE : null;
    }

    public void ask(TurnPlan plan, Subject subject) {
        String own = subject == Subject.PHONE || subject == Subject.CALLBACK ? ownNumber(plan.state()) : null;
        plan.happened(new GuestAsked(subject.wire(), own)).say(question(subject, own));
    }

    public String question(Subject subject, @Nullable String offered) {
        String ending = offered == null ? "" : Phrasebook.ending(offered);
        return switch (subject) {
            case SERVICE ->
                house.say(
                        Say.ASK_SERVICE,
                        house.wording()
                                .or(house.counter().services().stream()
                                        .map(one -> house.say(Say.valueOf("SERVICE_" + upper(one))))
                                        .toList()));
            case ADDRESS -> house.say(Say.ASK_ADDRESS);
            case TIME -> house.say(Say.ASK_TIME);
            case NAME -> house.say(Say.ASK_NAME);
            case PHONE -> offered == null ? house.say(Say.ASK_PHONE) : house.say(Say.ASK_OWN_PHONE, ending);
            case CALLBACK -> offered == null ? house.say(Say.ASK_CALLBACK) : house.say(Say.ASK_OWN_CALLBACK, ending);
            case UPSELL -> offer(Objects.requireNonNullElse(offered, ""));
        };
    }

    /** What he told unasked becomes part of the conversation; what the restaurant cannot do is said. True where either was. */
    public boolean listen(TurnPlan plan, Understood understood) {
        Guest before = plan.state().guest();
        Context context = understood.context();
        Guest now = before.withName(context.name() == null ? before.name() : context.name())
                .withPhone(context.phone() == null ? before.phone() : context.phone())
                .withTable(context.table() == null ? before.table() : context.table())
                .withPaced(serving.with(plan, understood));
        boolean refused = false;
        String service = context.service();
        if (service != null && isOffered(service)) {
            now = now.withService(service);
        } else if (service != null) {
            plan.say(house.say(Say.valueOf("NOT_OFFERED_" + upper(service))));
            refused = true;
        }
        String time = context.time();
        if (time != null) {
            WantedTime.Checked checked = wantedTime.check(time, plan.now());
            now = checked.problem() == null ? now.withTime(checked.time()) : now;
            if (checked.problem() != null) {
                plan.say(house.say(checked.problem(), house.phrasebook().clock(LocalTime.parse(checked.time()))));
                refused = true;
            }
        } else if (understood.notes().contains(Cue.ASAP)) {
            now = now.withTime(Guest.ASAP);
        }
        boolean told = !now.equals(before);
        if (told) {
            plan.happened(new GuestTold(now));
        }
        return told || refused;
    }

    /** Takes an answer to what was asked; false where it is none. */
    public boolean answers(
            TurnPlan plan, Understood understood, String words, Subject subject, @Nullable String offered) {
        Guest guest = plan.state().guest();
        boolean yes = understood.intent() == Intent.YES;
        Guest answered = switch (subject) {
            case TIME -> yes ? guest.withTime(Guest.ASAP) : null;
            case NAME -> name(guest, words, understood);
            case ADDRESS -> understood.intent() == Intent.NO ? null : guest.withAddress(shortened(words));
            case PHONE, CALLBACK -> yes && offered != null ? guest.withPhone(offered) : null;
            case SERVICE, UPSELL -> null;
        };
        if (answered == null) {
            return false;
        }
        plan.happened(new GuestTold(answered));
        return true;
    }

    /** Who is not understood twice about his name, his number or the time gets his food without. */
    public boolean goWithout(TurnPlan plan, Subject subject) {
        Guest guest = plan.state().guest();
        Guest without = switch (subject) {
            case NAME -> guest.withName("");
            case PHONE -> guest.withPhone("");
            case TIME -> guest.withTime(Guest.ASAP);
            case SERVICE, ADDRESS, CALLBACK, UPSELL -> null;
        };
        if (without != null) {
            plan.happened(new GuestTold(without));
        }
        return without != null;
    }

    /** One sentence about how, when and for whom; empty where nothing was asked and nothing said. */
    public String told(DialogueState state) {
        Guest guest = state.guest();
        List<String> parts = new ArrayList<>();
        String service = guest.service() == null && house.counter().asks().isEmpty() ? null : service(guest);
        String way = service == null ? "" : house.say(Say.valueOf("TOLD_" + upper(service)));
        String address = guest.address();
        add(parts, address == null || service == null ? way : way + " " + house.say(Say.TOLD_ADDRESS, address));
        String time = guest.time();
        if (time != null) {
            add(
                    parts,
                    time.equals(Guest.ASAP)
                            ? house.say(Say.TOLD_ASAP)
                            : house.say(Say.TOLD_TIME, house.phrasebook().clock(LocalTime.parse(time))));
        }
        String name = guest.name();
        add(parts, name == null || name.isEmpty() ? "" : house.say(Say.TOLD_NAME, name));
        String phone = guest.phone();
        add(parts, phone == null || phone.isEmpty() ? "" : house.say(Say.TOLD_PHONE, Phrasebook.ending(phone)));
        return parts.isEmpty() ? "" : capital(String.join(", ", parts)) + ".";
    }

    /** How he gets it: what he said, else the only way there is; null where that is open. */
    @Nullable
    public String service(Guest guest) {
        List<String> services = house.counter().services();
        return guest.service() != null ? guest.service() : services.size() == 1 ? services.getFirst() : null;
    }

    private String offer(String itemId) {
        OrderLine line = Till.ring(house.carte(), List.of(one(itemId, 1))).getFirst();
        String price = house.readBack().amount(line.totalMinor(), house.config().currency());
        return house.say(Say.UPSELL, house.readBack().lines(List.of(line)), price);
    }

    public static DraftLine one(String itemId, int lineId) {
        return new DraftLine(
                String.valueOf(lineId), itemId, 1, Map.of(), Map.of(), List.of(), null, Map.of(), List.of());
    }

    public Serving serving() {
        return serving;
    }

    public WantedTime wantedTime() {
        return wantedTime;
    }

    private @Nullable Guest name(Guest guest, String words, Understood understood) {
        String name =
                understood.intent() == Intent.NO ? null : house.understander().name(words);
        return name == null ? null : guest.withName(name);
    }

    /** A restaurant that says nothing about it has its food picked up or eaten there. */
    private boolean isOffered(String service) {
        List<String> services = house.counter().services();
        return services.isEmpty() ? !service.equals("delivery") : services.contains(service);
    }

    private static @Nullable String ownNumber(DialogueState state) {
        String number = state.callerNumber();
        boolean dialled = number != null && number.matches("\\+?[0-9]{" + FEWEST_DIGITS + ",15}");
        return dialled ? number : null;
    }

    private static String shortened(String words) {
        return words.length() > LONGEST_ADDRESS ? words.substring(0, LONGEST_ADDRESS) : words;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
