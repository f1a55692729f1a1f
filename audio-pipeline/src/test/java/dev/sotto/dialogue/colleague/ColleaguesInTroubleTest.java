package dev.sotto.dialogue.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.dialogue.colleague.ScriptedModel.Call;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColleaguesInTroubleTest extends TwoModels {
    @Test
    void tooManyRequestsAreRepeatedWhenTheServerSaysSo() {
        small.then(ScriptedModel.status(429, "Retry-After", "0")).thenCalls("put_line", BURGER);

        assertThat(lines(HARD)).hasSize(1);
        assertThat(small.questions()).hasSize(2);
    }

    @Test
    void whoAsksForMoreTimeThanThereIsIsNotWaitedFor() {
        small.then(ScriptedModel.status(429, "Retry-After", "60"));
        large.thenCalls("put_line", BURGER);

        assertThat(lines(HARD)).hasSize(1);
        assertThat(small.questions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "stall", "break", "garbage", "error", "endless", "length", "no-json"})
    void whateverGoesWrongWithTheSmallOneTheLargeOneAnswers(String fault) {
        colleagues = colleagues(Map.of("dialogue.colleagues.models.small.stall", "300ms"));
        Call call = new Call("put_line", BURGER);
        for (int attempt = 0; attempt < 2; attempt++) {
            small.then(
                    switch (fault) {
                        case "500" -> ScriptedModel.status(500);
                        case "stall" -> ScriptedModel.stalling(call);
                        case "break" -> ScriptedModel.breakingOff(call);
                        case "garbage" -> ScriptedModel.garbage();
                        case "error" -> ScriptedModel.raw("{\"error\":{\"message\":\"overloaded\"}}");
                        case "endless" -> ScriptedModel.streamed(new Call("put_line", "x".repeat(40_000)));
                        case "length" ->
                            ScriptedModel.raw("{\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}", "[DONE]");
                        default -> response -> response.sendString(reactor.core.publisher.Mono.just("<html>"));
                    });
        }
        large.thenCalls("put_line", BURGER);

        assertThat(lines(HARD)).hasSize(1);
    }

    @Test
    void withEverybodyGoneTheGuestIsAnsweredByUsAndInTime() {
        colleagues = colleagues(Map.of("dialogue.colleagues.models.large.stall", "300ms"));
        small.close();
        large.then(ScriptedModel.stalling(new Call("put_line", BURGER)))
                .then(ScriptedModel.stalling(new Call("put_line", BURGER)));
        Instant before = Instant.now();

        assertThat(read(HARD)).isNull();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(large.brokenOff()).isPositive());
    }

    @Test
    void whoFailsAgainAndAgainIsLeftAlone() {
        for (int turn = 0; turn < 6; turn++) {
            assertThat(read(HARD + " " + turn)).isNull();
        }
        assertThat(small.questions().size()).isEqualTo(6); // three turns of two attempts
        assertThat(colleagues.problem()).contains("small, large");
    }

    @Test
    void theSameWordsAboutTheSameOrderAreAskedOnceUntilTheMenuChanges() {
        small.thenCalls("put_line", BURGER).thenCalls("put_line", BURGER);
        lines(HARD);
        lines("One of those  THINGIES with a slab of meat");
        assertThat(small.questions()).hasSize(1);

        RestaurantConfig hours = dev.sotto.dialogue.menu.MenuFile.parse(
                "harbour-grill", yaml().replace("preparationMinutes: 20", "preparationMinutes: 25"));
        assertThat(colleagues.read(state(), new Understander(hours, "en"), HARD).block(SOON))
                .isNotNull();
        assertThat(small.questions()).hasSize(1);

        RestaurantConfig menu = dev.sotto.dialogue.menu.MenuFile.parse(
                "harbour-grill", yaml().replace("name: classic burger", "name: house burger"));
        assertThat(colleagues.read(state(), new Understander(menu, "en"), HARD).block(SOON))
                .isNotNull();
        assertThat(small.questions()).hasSize(2);
    }

    @Test
    void wordsThatStayedTheSameAreAskedBeforeTheGuestIsDone() {
        small.thenCalls("put_line", BURGER);
        colleagues.overhear(state(), understander, HARD);
        assertThat(small.questions()).isEmpty();
        colleagues.overhear(state(), understander, HARD);
        await().until(() -> small.questions().size() == 1);

        assertThat(lines(HARD)).hasSize(1);
        assertThat(small.questions()).hasSize(1);
    }

    @Test
    void aGuessThatWasWrongIsStoppedAndNeverActs() {
        small.then(ScriptedModel.stalling(new Call("put_line", BURGER)))
                .thenCalls("put_line", "{\"item\":\"fish-burger\",\"quantity\":1}");
        colleagues.overhear(state(), understander, HARD);
        colleagues.overhear(state(), understander, HARD);
        await().until(() -> small.questions().size() == 1);

        assertThat(lines(HARD + " I mean fishy meat"))
                .extracting(DraftLine::itemId)
                .containsExactly("fish-burger");
        await().untilAsserted(() -> assertThat(small.brokenOff()).isPositive());
    }

    @Test
    void aBudgetThatIsSpentStopsTheQuestionsOfThatDay() {
        colleagues = colleagues(Map.of("dialogue.colleagues.budget.euros", "0"));

        assertThat(read(HARD)).isNull();
        assertThat(small.questions()).isEmpty();
        assertThat(meters.counter("sotto.dialogue.colleague.turns", "settled", "budget")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aKeyComesFromTheEnvironmentAndIsMissedBeforeItIsNeeded() {
        colleagues = colleagues(Map.of("dialogue.colleagues.models.small.key-variable", "MY_KEY"));
        small.thenCalls("put_line", BURGER);
        lines(HARD);
        assertThat(small.authorizations()).containsExactly("Bearer secret");

        assertThatThrownBy(() -> colleagues(Map.of("dialogue.colleagues.models.small.key-variable", "NO_KEY")))
                .hasMessage("The model small needs a key in the environment variable NO_KEY.");
    }

    @Test
    void nobodyIsAskedUnlessSomebodyIsNamed() {
        Colleagues none = new Colleagues(
                settings(Map.of("dialogue.colleagues.ask", "")), _ -> null, meters, InstantSource.system());
        none.booksRead();

        assertThat(none.read(state(), understander, HARD).block(SOON)).isNull();
        assertThat(small.questions()).isEmpty();
    }
}
