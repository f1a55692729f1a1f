package dev.sotto.gateway.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.SipAccount;
import dev.sotto.schemas.restaurant.Telephony;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class RegistrationsTest {

    private final ScriptedRegistrar registrar = new ScriptedRegistrar();
    private final Registrations registrations = new Registrations(registrar.means, 250);

    @Test
    void twoHundredAccountsAreRegisteredWithinSecondsAndRenewedSpreadInTime() {
        registrations.hold(restaurants(200));
        registrar.time.pass(Duration.ofSeconds(2));
        assertThat(registrations.statuses()).hasSize(200).allMatch(status -> status.standing() == Standing.REGISTERED);

        registrar.askedAt.clear();
        registrar.time.pass(Duration.ofMinutes(3));
        registrar.askedAt.clear();
        registrar.time.pass(Duration.ofMinutes(1));
        assertThat(registrar.askedAt).hasSizeBetween(200, 260);
        assertThat(busiestSecond()).as("of about 220 renewals in a minute").isLessThan(20);
    }

    private long busiestSecond() {
        return registrar.askedAt.stream()
                .collect(Collectors.groupingBy(Instant::getEpochSecond, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    @Test
    void whatWasRegisteredByALostConnectionIsRegisteredAgainSpreadInTimeAndNotInALoop() {
        registrations.hold(restaurants(50));
        registrar.time.pass(Duration.ofSeconds(30));
        Server lost = registrar.last().registrar();
        Instant cut = registrar.time.instant();
        registrar.asked.clear();
        registrar.askedAt.clear();
        registrar.whenLost.accept(Server.parse("other.example.com", Protocol.TCP));
        registrar.time.pass(Duration.ZERO);
        assertThat(registrar.asked).as("that one had nothing of ours").isEmpty();

        registrar.whenLost.accept(lost);
        registrar.time.pass(Duration.ofSeconds(1));
        assertThat(registrar.asked).hasSize(50);
        assertThat(registrar.askedAt).doesNotHaveDuplicates().allMatch(at -> at.isBefore(cut.plusSeconds(1)));

        registrar.whenLost.accept(lost);
        registrar.time.pass(Registration.LOSS_PAUSE.minusSeconds(2));
        assertThat(registrar.asked).as("it hangs up each time").hasSize(50);
        registrar.time.pass(Duration.ofSeconds(2));
        assertThat(registrar.asked).hasSize(100);
    }

    @Test
    void restaurantsThatGoToAnotherNodeAreTakenBackAndOthersStay() {
        registrations.hold(restaurants(3));
        registrar.time.pass(Duration.ofSeconds(1));
        int asked = registrar.asked.size();
        registrations.hold(restaurants(2));
        registrar.time.pass(Duration.ZERO);

        assertThat(registrations.statuses()).hasSize(2);
        assertThat(registrar.asked).hasSize(asked + 1);
        assertThat(registrar.bound).containsEntry("r2/main", 0).containsEntry("r1/main", 120);
    }

    @Test
    void aChangedAccountIsRegisteredAnewAndAnUnchangedOneIsLeftAlone() {
        registrations.hold(restaurants(2));
        registrar.time.pass(Duration.ofSeconds(1));
        registrar.asked.clear();
        registrations.hold(
                List.of(restaurants(1).getFirst(), restaurant("r1", account("main", "udp", "other.example.com"))));
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(registrar.asked)
                .allMatch(asked -> asked.account().key().restaurantId().equals("r1"));
        assertThat(registrar.last().registrar().host()).isEqualTo("other.example.com");
    }

    @Test
    void aNodeThatIsFullRefusesTheRestAndSaysSo() {
        Registrations small = new Registrations(registrar.means, 2);
        small.hold(restaurants(3));
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(small.statuses())
                .filteredOn(status -> status.standing() == Standing.REFUSED)
                .singleElement()
                .satisfies(status -> assertThat(status.problem())
                        .isEqualTo("this node keeps 2 accounts registered and is full: start another node"));
        assertThat(new RegistrationHealth(small).health().getDetails())
                .containsEntry("why", "1 of 3 SIP accounts are in trouble.")
                .containsEntry("registered", 2L);
    }

    @Test
    void anAccountThatCannotBeReadIsToldAndHarmsNoOther() {
        registrations.hold(List.of(
                restaurant("r1", account("main", "pigeon", "first")),
                restaurants(1).getFirst()));
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(registrations.statuses())
                .extracting(RegistrationStatus::problem)
                .containsExactly(null, "\"pigeon\" is not udp, tcp or tls");
    }

    @Test
    void aNodeOnWhichNothingWorksIsDown() {
        List<RestaurantConfig> two = restaurants(2);
        registrar.passwords.clear();
        registrations.hold(two);
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(new RegistrationHealth(registrations).health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(registrar
                        .meters
                        .get("sotto.gateway.registrations")
                        .tag("standing", "refused")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void aNodeThatLeavesTakesEverythingBack() {
        registrations.hold(restaurants(3));
        registrar.time.pass(Duration.ofSeconds(1));
        AtomicBoolean gone = new AtomicBoolean();
        registrations.leaveAll(() -> gone.set(true));
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(gone).isTrue();
        assertThat(registrar.bound.values()).containsExactly(0, 0, 0);
        assertThat(registrations.isEmpty()).isTrue();
    }

    @Test
    void goodbyesAreSpreadInTimeLikeGreetings() {
        registrations.hold(restaurants(200));
        registrar.time.pass(Duration.ofSeconds(3));
        registrar.asked.clear();
        registrations.hold(List.of());

        registrar.time.pass(Registrations.APART.multipliedBy(50));
        assertThat(registrar.asked).hasSizeBetween(50, 52);
        registrar.time.pass(Duration.ofSeconds(2));
        assertThat(registrar.bound.values()).hasSize(200).containsOnly(0);
    }

    @Test
    void whatComesBackWhileItIsBeingTakenBackIsRegisteredAfterItsGoodbye() {
        registrations.hold(restaurants(3));
        registrar.time.pass(Duration.ofSeconds(1));
        registrations.hold(List.of());
        registrations.hold(restaurants(3));
        registrar.time.pass(Duration.ofSeconds(1));

        assertThat(registrar.bound.values()).hasSize(3).containsOnly(120);
        assertThat(registrations.statuses()).hasSize(3).allMatch(status -> status.standing() == Standing.REGISTERED);
    }

    private List<RestaurantConfig> restaurants(int count) {
        IntStream.range(0, count)
                .forEach(i -> registrar.passwords.put("r" + i + "/main-line", ScriptedRegistrar.PASSWORD));
        return IntStream.range(0, count)
                .mapToObj(i -> restaurant("r" + i, account("main", "udp", "first")))
                .toList();
    }

    private static SipAccount account(String id, String transport, String registrar) {
        return new SipAccount(
                id, "100", null, "sip.example.com", List.of(registrar), null, transport, "main-line", 60, "MD5");
    }

    private static RestaurantConfig restaurant(String id, SipAccount account) {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, id),
                id,
                1,
                id,
                "en",
                "EUR",
                "Europe/Paris",
                List.of(),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(), List.of(), List.of(), List.of()),
                new Telephony(List.of(account), List.of(), null),
                null,
                null);
    }
}
