package dev.sotto.dialogue;

import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.schemas.dialogue.DialogueState;
import java.util.List;

/** What one thing heard leads to. */
sealed interface Step {

    /** Heard for the first time: what was agreed to and follows from it, then the state, then the state's turn become durable, in this order. */
    record Answer(DialogueState state, List<Outcome> outcomes) implements Step {}

    /** In the state already, but its words may not have left before a crash: they are said again under their old ids. */
    record SayAgain(DialogueState state) implements Step {}

    /** In the state already, and so is something later: nothing of it can be missing. */
    record Known() implements Step {}

    /** Of a call that has not begun here yet. */
    record TooEarly() implements Step {}

    /** Of a call that is over. */
    record TooLate() implements Step {}
}
