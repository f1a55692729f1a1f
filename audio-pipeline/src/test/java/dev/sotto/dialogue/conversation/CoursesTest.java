package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
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
    void aGuestOnThePhoneFiresNothing() {
        Talk.onThePhone(Menus.english()).guest("fire the mains on table 12").nothingIsPlaced();
    }
}
