package dev.sotto.gateway.registration;

import static dev.sotto.gateway.registration.ScriptedRegistrar.account;
import static dev.sotto.gateway.registration.ScriptedRegistrar.answer;
import static dev.sotto.gateway.registration.ScriptedRegistrar.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final ScriptedRegistrar registrar = new ScriptedRegistrar();

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256"})
    void anAccountIsRegisteredAfterProvingItsPassword(String algorithm) {
        registrar.algorithm = algorithm;
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.asked).hasSize(2);
        assertThat(registrar.asked.getFirst().proofs()).isEmpty();
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
        assertThat(registration.status().until())
                .isEqualTo(registrar.time.instant().plusSeconds(120));
        assertThat(registration.status().address()).isEqualTo("sip:*********00@sip.example.com");
    }

    @Test
    void aRenewalComesEveryMinuteWithTheSameCallIdAndTheNextCountOfTheNonce() {
        registrar.started(account("chez", "main"));
        Register first = registrar.last();
        registrar.time.pass(MINUTE);

        assertThat(registrar.asked).as("proved without being asked").hasSize(3);
        assertThat(registrar.last().callId()).isEqualTo(first.callId());
        assertThat(registrar.last().sequence()).isEqualTo(first.sequence() + 1);
        assertThat(field(String.valueOf(registrar.last().proofs().get("Authorization")), "nc"))
                .isEqualTo("00000002");
        Instant before = registrar.lastAt();
        registrar.time.pass(MINUTE);
        assertThat(Duration.between(before, registrar.lastAt())).isBetween(Duration.ofSeconds(48), MINUTE);
    }

    @Test
    void aNonceThatBecameStaleIsReplacedAndThePasswordIsNotInQuestion() {
        Registration registration = registrar.started(account("chez", "main"));
        registrar.nonce = "nonce2";
        registrar.time.pass(MINUTE);

        assertThat(registrar.asked).hasSize(4);
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
        assertThat(registration.status().problem()).isNull();
    }

    @Test
    void aWrongPasswordIsSaidOnceAndNotTriedAgainSoon() {
        registrar.passwords.put("chez/main-line", "wrong");
        Registration registration = registrar.started(account("chez", "main", "first", "second"));

        assertThat(registration.status().standing()).isEqualTo(Standing.REFUSED);
        assertThat(registration.status().problem()).isEqualTo("first does not accept the password");
        registrar.time.pass(MINUTE);
        assertThat(registrar.asked).as("a lock-out is not provoked").hasSize(2);
    }

    @Test
    void aRegistrarThatCallsEveryNonceStaleIsNotAskedForEver() {
        for (int i = 0; i < 20; i++) {
            registrar.script.add(answer(401, "WWW-Authenticate", registrar.challenge(true)));
        }
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.asked).hasSize(1 + Attempt.MOST_CHALLENGES);
        assertThat(registration.status().standing()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void aWeakerChallengeThanSeenBeforeIsNotAnswered() {
        Registration registration = registrar.started(account("chez", "main"));
        int before = registrar.asked.size();
        registrar.algorithm = "MD5";
        registrar.nonce = "nonce2";
        registrar.time.pass(MINUTE);

        assertThat(registrar.asked).hasSize(before + 1);
        assertThat(registration.status().problem()).contains("offers only MD5 where SHA-256 is the least");
    }

    @Test
    void aProxyAndARegistrarMayBothAskForAProof() {
        registrar.script.add(answer(407, "Proxy-Authenticate", registrar.challenge(false)));
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.last().proofs()).containsOnlyKeys("Authorization", "Proxy-Authorization");
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
    }

    @Test
    void aTimeThatIsTooBriefIsMadeLongerAndRemembered() {
        registrar.script.add(answer(423, "Min-Expires", "600"));
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.last().expires()).isEqualTo(600);
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
        registrar.time.pass(MINUTE);
        assertThat(registrar.last().expires()).isEqualTo(600);
    }

    @Test
    void aRegistrarThatFindsEveryTimeTooBriefIsLeftAlone() {
        registrar.script.add(answer(423, "Min-Expires", "600"));
        registrar.script.add(answer(423, "Min-Expires", "600"));
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.asked).hasSize(2);
        assertThat(registration.status().standing()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void lessTimeThanAskedIsRenewedBeforeItLapses() {
        registrar.script.add(answer(200, "Contact", "<sip:chez.main@10.0.0.1:5060>;expires=20"));
        registrar.started(account("chez", "main"));
        Instant begun = registrar.lastAt();
        registrar.time.pass(Duration.ofSeconds(15));

        assertThat(registrar.lastAt()).isBetween(begun.plusSeconds(12), begun.plusSeconds(15));
    }

    @Test
    void aSilentRegistrarIsLeftForTheSecondWithinSecondsAndTriedAgainLater() {
        registrar.silent.add("first");
        Registration registration = registrar.started(account("chez", "main", "first", "second:5070"));
        registrar.time.pass(Registration.PATIENCE);

        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
        assertThat(registration.status().registrar()).isEqualTo("second:5070");
        registrar.silent.clear();
        registrar.time.pass(MINUTE);
        assertThat(registrar.last().registrar().host()).isEqualTo("second");
        registrar.time.pass(Servers.FAIL_BACK.plus(MINUTE));
        assertThat(registration.status().registrar()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 408, 480, 500, 503})
    void atATroubledRegistrarTheNextIsAsked(int status) {
        registrar.script.add(answer(status));
        Registration registration = registrar.started(account("chez", "main", "first", "second"));

        assertThat(registration.status().registrar()).isEqualTo("second");
    }

    @Test
    void whenNobodyAnswersThePausesGrowAndDiffer() {
        registrar.silent.add("first");
        Registration registration = registrar.started(account("chez", "main"));
        registrar.time.pass(Duration.ofMinutes(30));

        assertThat(registration.status().standing()).isEqualTo(Standing.FAILING);
        assertThat(registration.status().problem()).isEqualTo("first does not answer");
        List<Duration> pauses = pauses();
        assertThat(pauses.getFirst()).isLessThan(Registration.PATIENCE.plusSeconds(2));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Registration.PATIENCE.plus(Pauses.LONGEST)) <= 0);
        assertThat(pauses.getLast()).isGreaterThan(MINUTE);
        assertThat(pauses.subList(8, pauses.size())).doesNotHaveDuplicates();
    }

    private List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < registrar.askedAt.size(); i++) {
            pauses.add(Duration.between(registrar.askedAt.get(i - 1), registrar.askedAt.get(i)));
        }
        return pauses;
    }

    @Test
    void aRegistrarThatNamesATimeIsNotTroubledBeforeIt() {
        registrar.script.add(answer(503, "Retry-After", "40 (maintenance);duration=3600"));
        registrar.started(account("chez", "main"));
        registrar.time.pass(Duration.ofSeconds(39));

        assertThat(registrar.asked).hasSize(1);
        registrar.time.pass(Duration.ofSeconds(2));
        assertThat(registrar.asked).hasSizeGreaterThan(1);
    }

    @Test
    void aFailedRenewalLeavesTheRegistrationStandingUntilItLapses() {
        Registration registration = registrar.started(account("chez", "main"));
        registrar.silent.add("first");
        registrar.time.pass(Duration.ofSeconds(70));

        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
        assertThat(registration.status().problem()).isEqualTo("first does not answer");
        registrar.time.pass(Duration.ofSeconds(70));
        assertThat(registration.status().standing()).isEqualTo(Standing.FAILING);
    }

    @Test
    void aMissingPasswordIsSaidAndFoundWhenItComes() {
        String password = String.valueOf(registrar.passwords.remove("chez/main-line"));
        Registration registration = registrar.started(account("chez", "main"));

        assertThat(registrar.asked).isEmpty();
        assertThat(registration.status().standing()).isEqualTo(Standing.REFUSED);
        assertThat(registration.status().problem()).startsWith("its password is missing: write it into the file");
        registrar.passwords.put("chez/main-line", password);
        registrar.time.pass(Registration.SECRET_PAUSE);
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
    }

    @Test
    void anAccountThatLeavesTakesItsContactBack() {
        Registration registration = registrar.started(account("chez", "main"));
        AtomicBoolean gone = new AtomicBoolean();
        registration.leave(Duration.ZERO, () -> gone.set(true));
        registrar.time.pass(Duration.ZERO);

        assertThat(registrar.last().expires()).isZero();
        assertThat(registrar.bound).containsEntry("chez/main", 0);
        assertThat(gone).isTrue();
        int asked = registrar.asked.size();
        registrar.time.pass(Duration.ofHours(1));
        assertThat(registrar.asked).hasSize(asked);
    }

    @Test
    void aRegistrarThatIsAwayDoesNotHoldUpALeaver() {
        Registration registration = registrar.started(account("chez", "main"));
        registrar.silent.add("first");
        AtomicBoolean gone = new AtomicBoolean();
        registration.leave(Duration.ZERO, () -> gone.set(true));
        registrar.time.pass(Duration.ZERO);

        registrar.time.pass(Registration.PATIENCE);
        assertThat(gone).isTrue();
    }

    @Test
    void aRegistrarOfSeveralPlacesIsAskedAtEachBeforeTheNextOne() {
        registrar.silent.add("first");
        registrar.places = 3;
        Registration registration = registrar.started(account("chez", "main", "first", "second"));
        registrar.time.pass(Registration.PATIENCE.multipliedBy(2));
        assertThat(registrar.asked)
                .extracting(asked -> asked.registrar().host())
                .containsOnly("first");
        assertThat(registrar.asked).hasSize(3);

        registrar.time.pass(Registration.PATIENCE);
        assertThat(registrar.last().registrar().host()).isEqualTo("second");
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
    }

    @Test
    void aPlaceThatIsOutOfServiceIsLeftForTheNextOfTheSameRegistrar() {
        registrar.places = 2;
        registrar.script.add(answer(503, "Server", "tired"));
        Registration registration = registrar.started(account("chez", "main", "first", "second"));

        assertThat(registrar.asked)
                .extracting(asked -> asked.registrar().host())
                .containsOnly("first");
        assertThat(registration.status().standing()).isEqualTo(Standing.REGISTERED);
    }

    @Test
    void whoNeverRegisteredLeavesWithoutAWord() {
        registrar.passwords.clear();
        Registration registration = registrar.started(account("chez", "main"));
        AtomicBoolean gone = new AtomicBoolean();
        registration.leave(Duration.ZERO, () -> gone.set(true));
        registrar.time.pass(Duration.ZERO);

        assertThat(gone).isTrue();
        assertThat(registrar.asked).isEmpty();
    }
}
