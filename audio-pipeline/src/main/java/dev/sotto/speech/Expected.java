package dev.sotto.speech;

import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.speech.engine.Expectation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each call's conversation has just asked for, from its state: the next turn is heard by it. */
final class Expected implements Function<String, Expectation> {
    private final Function<String, @Nullable DialogueState> dialogues;

    Expected(Function<String, @Nullable DialogueState> dialogues) {
        this.dialogues = dialogues;
    }

    @Override
    public Expectation apply(String callId) {
        DialogueState dialogue = dialogues.apply(callId);
        return dialogue == null
                ? Expectation.ORDER
                : switch (dialogue.phase()) {
                    case Confirming _, Agreeing _ -> Expectation.ANSWER;
                    case AskingGuest(String about, @Nullable String offered) -> asked(about, offered);
                    case TakingOrder _,
                            Choosing _,
                            MakingSure _,
                            OrderTaken _,
                            Closed _,
                            HandingOver _,
                            BookingTable _,
                            Complaining _ -> Expectation.ORDER;
                };
    }

    /** Who is offered his own number says yes or no; who is asked for one dictates it. */
    private static Expectation asked(String about, @Nullable String offered) {
        boolean number = about.equals("phone") || about.equals("callback");
        return number ? offered == null ? Expectation.NUMBER : Expectation.ANSWER : Expectation.ORDER;
    }
}
