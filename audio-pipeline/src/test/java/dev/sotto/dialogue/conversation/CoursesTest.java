package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoursesTest {
    @Test
    void aWaiterFiresACourseOfATable() {
        Talk talk = Talk.atTable("4", Menus.english())
                .guest("table 12 two cheeseburgers and a brownie")
                .guest("yes")
                .house("Table 12 sent.")
                .guest("fire the desserts on table 12")
                .house("Desserts fired, table 12.");

        TicketMarked marked = (TicketMarked) talk.outcome().event();

        assertThat(marked.mark()).isEqualTo(TicketMark.FIRED);
        assertThat(marked.lineIds()).containsExactly("2");
        assertThat(talk.outcome().version()).isEqualTo(2);
    }

    @Test
    void aCourseThatWasFiredCanBeHeldAgain() {
        Talk talk = Talk.atTable("12", Menus.english())
                .guest("two cheeseburgers and a brownie")
                .guest("yes")
                .guest("hold the mains")
                .house("Mains on hold, table 12.");

        assertThat(((TicketMarked) talk.outcome().event()).mark()).isEqualTo(TicketMark.HELD);
    }

    @Test
    void whatIsNotOrderedIsNotFired() {
        Talk.atTable("12", Menus.english())
                .guest("fire the mains on table 7")
                .house("Nothing of Mains is ordered at table 7.")
                .nothingIsPlaced();
    }

    @Test
    void wordsThatWereNotHeardWellFireNothing() {
        Talk.atTable("12", Menus.english())
                .guest("two cheeseburgers")
                .guest("yes")
                .hear(new Heard.Words("fire the mains", 0.3))
                .house("Say again?")
                .nothingIsPlaced();
    }

    @Test
    void holdingOnionsIsNoCourse() {
        Talk.atTable("12", Menus.english())
                .guest("a cheeseburger hold the onions")
                .house("Table 12: one cheeseburger without onions. Send it?");
    }

    @Test
    void whatIsSaidWithAnOrderReachesTheKitchenBehindIt() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("two soups and two steaks, starters first, hold the mains")
                .house("Table 4: two onion soups and two sirloin steaks. Now: two onion soups."
                        + " On hold: two sirloin steaks. Send it?")
                .guest("yes")
                .house("Table 4 sent.");
        String by = "voice:call";
        assertThat(talk.placed().lines()).hasSize(2);
        assertThat(talk.following())
                .containsExactly(
                        new TicketMarked(TicketMark.HELD, null, List.of("2"), by),
                        new TicketMarked(TicketMark.FIRED, null, List.of("1"), by));
    }

    @Test
    void whatWaitsMayBeSaidAfterTheDishesAndTakenBackBeforeTheYes() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("two soups and a steak")
                .guest("hold the mains")
                .house("Table 4: two onion soups and one sirloin steak. On hold: one sirloin steak. Send it?")
                .guest("no, everything together")
                .house("Table 4: two onion soups and one sirloin steak. All together. Send it?")
                .guest("yes");
        assertThat(talk.following())
                .containsExactly(new TicketMarked(TicketMark.FIRED, null, List.of("1", "2"), "voice:call"));
    }

    @Test
    void theNextOrderIsMadeInItsUsualWayAgain() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("a soup now and a steak later")
                .guest("yes")
                .guest("table 5 a soup and a steak")
                .guest("yes");
        assertThat(talk.following()).isEmpty();
    }

    @Test
    void anOrderInTheKitchenIsFiredCourseByCourse() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("a soup, a steak and an apple tart")
                .guest("yes")
                .guest("starters now, mains later")
                .house("Starters fired, table 4. Mains on hold, table 4.");
        assertThat(talk.outcome().version()).isEqualTo(2);
        assertThat(talk.following())
                .containsExactly(new TicketMarked(TicketMark.HELD, null, List.of("2"), "voice:call"));
    }

    @Test
    void aGuestOnThePhoneHearsWhatWaits() {
        Talk talk = Talk.onThePhone(Menus.bistro())
                .guest("two soups now and the steaks later that's all")
                .house("That's two onion soups and one sirloin steak, 31 euros in total. Now: two onion soups."
                        + " On hold: one sirloin steak. Shall I place the order?")
                .guest("yes");
        assertThat(talk.following()).hasSize(2);
    }

    @Test
    void whatAGuestComesForLaterIsNoCourse() {
        Talk talk = Talk.onThePhone(Menus.bistro())
                .guest("a soup for later that's all")
                .house("That's one onion soup, 6 euros in total. Shall I place the order?")
                .guest("yes");
        assertThat(talk.following()).isEmpty();
    }

    @Test
    void anotherTableIsFiredWhileAnOrderIsTaken() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("table 12 two soups and a steak")
                .guest("yes")
                .guest("table 4 a soup and a steak")
                .guest("fire the mains on table 12")
                .house("Mains fired, table 12. Send it?");
        assertThat(((TicketMarked) talk.outcome().event()).lineIds()).containsExactly("2");

        talk.guest("yes").house("Table 4 sent.");
        assertThat(talk.placed().lines()).hasSize(2);
        assertThat(talk.following()).isEmpty();
    }

    @Test
    void whatTheTableWasSentBeforeIsFiredWhileItOrdersMore() {
        Talk talk = Talk.atTable("4", Menus.bistro())
                .guest("two soups and a steak")
                .guest("yes")
                .guest("an apple tart")
                .guest("fire the mains")
                .house("Mains fired, table 4. Send it?");
        assertThat(((TicketMarked) talk.outcome().event()).mark()).isEqualTo(TicketMark.FIRED);
    }

    @Test
    void aGuestOnThePhoneFiresNothing() {
        Talk.onThePhone(Menus.english()).guest("fire the mains on table 12").nothingIsPlaced();
    }
}
