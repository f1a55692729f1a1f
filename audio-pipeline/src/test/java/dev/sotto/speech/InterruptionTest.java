package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.ResumePlayback;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.engine.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who speaks while we do: a caller who means us, one who does not, or our own echo. */
class InterruptionTest extends HeardCalls {
    @Test
    void ourVoiceFallsSilentForWhoeverSpeaksOverItAndHisWordsAreHeard() {
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);

        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class);
        send(106, 150, true);
        send(150, 220, false);
        assertThat(last()).isInstanceOf(FinalTranscript.class);
        assertThat(commands).hasSize(1);
    }

    @Test
    void anUhHuhLetsUsGoOnAndIsNoTurn() {
        engine.says = new Heard(List.of(word("uh", false), word("huh", false)), 0.9);
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);
        send(106, 115, true);
        send(115, 140, false);

        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class, ResumePlayback.class);
        assertThat(published).noneMatch(said -> said.event() instanceof FinalTranscript);
    }

    @Test
    void ourOwnWordsComeBackFromALoudspeakerAreNoTurn() {
        engine.says = new Heard(List.of(word("would", false), word("you", false), word("like", false)), 0.9);
        talking(null, "Welcome. What would you like?");
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 200, true);
        send(200, 260, false);

        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class, ResumePlayback.class);
        assertThat(published).noneMatch(said -> said.event() instanceof FinalTranscript);
    }

    @Test
    void whoChoosesOneOfWhatWeOfferIsHeard() {
        engine.says = new Heard(List.of(word("large", false)), 0.9);
        talking(null, "Would you like small or large?");
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);
        send(106, 150, true);
        send(150, 220, false);

        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void whoSpeaksOverUsForLongIsAskedAgainWhenHeWasNotUnderstood() {
        engine.says = new Heard(List.of(word("president", true)), 0.9);
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);
        send(106, 190, true);
        send(190, 260, false);

        assertThat(last()).isInstanceOf(UnclearSpeech.class);
        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class);
    }

    @Test
    void anUhHuhAfterAQuestionIsATurn() {
        engine.says = new Heard(List.of(word("uh", false), word("huh", false)), 0.9);
        speak();

        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void soundThatWasReadAgainLongAfterwardsSilencesNobody() {
        talking(null);
        sendWhilePlaying(0, 20, false);
        sendWhilePlaying(20, 60, true);

        assertThat(published).isNotEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void ourLastWordIsNotCutShort() {
        talking("order placed");
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 120, true);

        assertThat(commands).isEmpty();
    }
}
