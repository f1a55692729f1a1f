package dev.sotto.dialogue.conversation.beyond;

import dev.sotto.dialogue.conversation.order.Amending;
import dev.sotto.dialogue.conversation.order.Wishes;
import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.AgreementAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ComplaintHeard;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.conversation.turn.House;
import dev.sotto.dialogue.conversation.turn.TurnPlan;
import dev.sotto.dialogue.conversation.wording.Say;
import dev.sotto.dialogue.placed.PlacedOrder;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.OpenClaim;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a complaint about an earlier order: what was wrong, how badly, and what the house may promise. */
public final class Complaints {
    private static final int LONGEST = 500;

    private final House house;
    private final Wishes wishes;
    private final Amending amending;

    public Complaints(House house, Wishes wishes, Amending amending) {
        this.house = house;
        this.wishes = wishes;
        this.amending = amending;
    }

    /** Kinds of problem; the first whose words were said is the one. */
    public enum Category {
        HEALTH(Cue.CLAIM_HEALTH, Say.CLAIM_HEALTH_HARM, 4, false, false),
        MISSING_ITEM(Cue.CLAIM_MISSING, Say.CLAIM_MISSING_ITEM, 1, true, true),
        WRONG_ITEM(Cue.CLAIM_WRONG, Say.CLAIM_WRONG_ITEM, 1, true, true),
        BILLING(Cue.CLAIM_BILL, Say.CLAIM_WRONG_BILL, 1, false, false),
        COLD(Cue.CLAIM_COLD, Say.CLAIM_COLD_FOOD, 1, true, false),
        QUALITY(Cue.CLAIM_QUALITY, Say.CLAIM_BAD_QUALITY, 2, true, true),
        SERVICE(Cue.CLAIM_STAFF, Say.CLAIM_BAD_SERVICE, 1, false, false),
        LATE(Cue.CLAIM_LATE, Say.CLAIM_LATE_ORDER, 1, false, false);

        private final Cue cue;
        private final Say said;
        private final int weight;
        /** Making it again makes it good. */
        private final boolean redone;
        /** A picture shows it. */
        private final boolean visible;

        Category(Cue cue, Say said, int weight, boolean redone, boolean visible) {
            this.cue = cue;
            this.said = said;
            this.weight = weight;
            this.redone = redone;
            this.visible = visible;
        }

        boolean isVisible() {
            return visible;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Category of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        static @Nullable Category in(Set<Cue> notes) {
            for (Category category : values()) {
                if (notes.contains(category.cue)) {
                    return category;
                }
            }
            return null;
        }
    }

    /** How somebody talks; later ones are worse. */
    public enum Tone {
        CALM(0),
        FRUSTRATED(1),
        ANGRY(2),
        CRITICAL(3);

        private final int weight;

        Tone(int weight) {
            this.weight = weight;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Tone of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        static Tone in(Set<Cue> notes) {
            return notes.contains(Cue.CRITICAL)
                    ? CRITICAL
                    : notes.contains(Cue.ANGRY) ? ANGRY : notes.contains(Cue.FRUSTRATED) ? FRUSTRATED : CALM;
        }
    }

    /** True where it was a complaint. */
    public boolean begins(TurnPlan plan, Heard.Words words, Set<Cue> notes) {
        if (plan.state().lines().isEmpty() ? !isOne(words.text(), notes) : !isOfEarlier(plan, words, notes)) {
            return false;
        }
        hear(plan, words, new Complaining(null, "", Tone.CALM.wire(), ""));
        return true;
    }

    /** Named as one, or something that went wrong already; "a cold beer", and "I'd like what I had", is neither. */
    private boolean isOne(String text, Set<Cue> notes) {
        return notes.contains(Cue.COMPLAINT)
                || (notes.contains(Cue.PAST)
                        && Category.in(notes) != null
                        && !house.understander().wants(text));
    }

    /** With an order in hand only what can be of none but an earlier one, and orders nothing. */
    private boolean isOfEarlier(TurnPlan plan, Heard.Words words, Set<Cue> notes) {
        boolean said = notes.contains(Cue.COMPLAINT)
                || (notes.contains(Cue.PAST) && notes.contains(Cue.EARLIER) && Category.in(notes) != null);
        return said
                && plan.state().amending() == null
                && !house.understand(plan, words).changed();
    }

    public void hear(TurnPlan plan, Heard.Words words, Complaining known) {
        Understood understood = house.understand(plan, words);
        if (understood.intent() == Intent.CANCEL && !plan.state().lines().isEmpty()) {
            // Of the two the complaint is given up, and not the order beside it.
            plan.happened(new ConversationEvent.OrderReopened())
                    .say(house.wording().anythingElse());
            return;
        }
        boolean leaves = understood.intent() == Intent.HUMAN || understood.intent() == Intent.CANCEL;
        if (leaves && (wishes.takesOver(plan, understood) || wishes.met(plan, understood))) {
            return;
        }
        Category category = Category.in(understood.notes());
        Tone before = Tone.of(known.tone());
        Tone now = Tone.in(understood.notes());
        Tone tone = now.compareTo(before) > 0 ? now : before;
        String said = known.words().isEmpty() ? words.text() : known.words() + " / " + words.text();
        String shortened = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        if (category == null && known.asked().isEmpty()) {
            plan.happened(new ComplaintHeard(new Complaining(null, shortened, tone.wire(), "what")))
                    .say(house.say(Say.CLAIM_ASK));
            return;
        }
        // Asked once and still in no drawer: a person will read his words.
        OpenClaim claim = judged(plan, category == null ? Category.SERVICE : category, shortened, tone);
        plan.happened(new AgreementAsked(claim)).say(recap(claim));
    }

    public String recap(OpenClaim claim) {
        Say promise = switch (claim.resolution()) {
            case "redo" -> Say.CLAIM_REDO;
            case "escalate" -> Say.CLAIM_ESCALATE;
            default -> Say.CLAIM_CALLBACK;
        };
        return house.say(Say.CLAIM_RECAP, house.say(Category.of(claim.category()).said), house.say(promise));
    }

    /** What kind, how urgent, within the terms or not, and what may be promised; from facts, never from what he demands. */
    private OpenClaim judged(TurnPlan plan, Category category, String words, Tone tone) {
        PlacedOrder order = amending.his(plan);
        Integer days = house.counter().claimDays();
        boolean within = order != null
                && days != null
                && !plan.now().isAfter(order.placedAt().plus(Duration.ofDays(days)));
        boolean fresh =
                order != null && Duration.between(order.placedAt(), plan.now()).toHours() < 2;
        int weight = category.weight + tone.weight + (fresh ? 1 : 0) + (order == null ? 0 : 1);
        boolean harm = category == Category.HEALTH || tone == Tone.CRITICAL;
        int priority = harm ? 0 : weight >= 4 ? 1 : weight >= 2 ? 2 : 3;
        boolean heated = harm || tone == Tone.ANGRY;
        String resolution = heated ? "escalate" : within && category.redone ? "redo" : "callback";
        return new OpenClaim(
                order == null ? null : order.orderId(),
                category.wire(),
                priority,
                words,
                tone.wire(),
                within,
                resolution);
    }
}
