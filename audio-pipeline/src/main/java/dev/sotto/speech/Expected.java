package dev.sotto.speech;

import dev.sotto.log.StateTable;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import dev.sotto.speech.engine.Expectation;
import java.util.function.Function;

/** What each call's conversation has just asked for, from its state in the log: the next turn is heard by it. */
final class Expected implements Function<String, Expectation> {
    private final StateTable<DialogueState> dialogues;

    Expected(StateTable<DialogueState> dialogues) {
        this.dialogues = dialogues;
    }

    @Override
    public Expectation apply(String callId) {
        DialogueState dialogue = dialogues.get(callId);
        return dialogue == null
                ? Expectation.ORDER
                : switch (dialogue.phase()) {
                    case Confirming _ -> Expectation.ANSWER;
                    case TakingOrder _, Choosing _, OrderTaken _, Closed _ -> Expectation.ORDER;
                };
    }
}
