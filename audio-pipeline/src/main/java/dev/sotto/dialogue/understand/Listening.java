package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.doubt.Doubt;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Paced;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dialog between a guest and the house, turn by turn, outside a call: what the house asks gives short answers meaning. */
public final class Listening {
    private final Understander understander;
    private List<DraftLine> lines = List.of();
    private int linesEver;
    private final List<Concern> concerns = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private double confidence = 1;
    private Intent intent = Intent.NONE;
    private Context context = Context.NONE;
    private List<Paced> paced = List.of();
    private @Nullable String asked;

    public Listening(Understander understander) {
        this.understander = understander;
    }

    public void house(String text) {
        asked = text;
    }

    public void guest(String text) {
        guest(Utterance.written(text));
    }

    public void guest(Utterance said) {
        Focus focus = Focus.open(understander.carte(), lines);
        String question = asked;
        asked = null;
        Understood understood = understander.understand(said, question, lines, linesEver, focus);
        lines = understood.lines();
        linesEver = understood.linesEver();
        concerns.addAll(understood.concerns());
        understood.slots().stream().filter(Doubt::isDoubtful).forEach(doubts::add);
        confidence = Math.min(confidence, understood.confidence());
        intent = understood.intent();
        paced = understood.pace().isNone() ? paced : understood.pace().on(lines);
        context = context.with(understood.context());
    }

    public Context context() {
        return context;
    }

    /** What was said last of when dishes are made. */
    public List<Paced> paced() {
        return paced;
    }

    public List<DraftLine> lines() {
        return lines;
    }

    public List<Concern> concerns() {
        return concerns;
    }

    /** What was not heard well enough, of the order as it is now. */
    public List<Doubt> doubts() {
        return doubts.stream()
                .filter(doubt -> lines.stream().anyMatch(line -> line.lineId().equals(doubt.lineId())))
                .toList();
    }

    public double confidence() {
        return confidence;
    }

    public Intent intent() {
        return intent;
    }
}
