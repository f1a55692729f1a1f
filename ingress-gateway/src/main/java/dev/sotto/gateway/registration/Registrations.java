package dev.sotto.gateway.registration;

import dev.sotto.gateway.digest.DigestClient;
import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.SipAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The accounts this node keeps registered. It is told which restaurants are its own and starts, changes and takes back
 * what differs; above its size it refuses and says so. Changes happen on the event loop, looking is free to all.
 */
public final class Registrations {

    /**
     * A hundred a second: two hundred accounts of a dead node are back within two seconds, without a burst. Goodbyes too:
     * a socket holds some ninety messages, and what is lost of a burst is lost again when all of it is repeated.
     */
    static final Duration APART = Duration.ofMillis(10);

    private final Means means;
    private final int most;
    private final Map<Account.Key, Registration> running = new ConcurrentHashMap<>();
    private final Map<Account.Key, Registration> leaving = new ConcurrentHashMap<>();
    private final Map<Account.Key, RegistrationStatus> unusable = new ConcurrentHashMap<>();
    private Map<Account.Key, Account> wanted = Map.of();

    Registrations(Means means, int most) {
        this.means = means;
        this.most = most;
        means.line().whenLost(this::lost);
        for (Standing standing : Standing.values()) {
            means.meters()
                    .registry()
                    .gauge(
                            "sotto.gateway.registrations",
                            List.of(io.micrometer.core.instrument.Tag.of(
                                    "standing", standing.name().toLowerCase(java.util.Locale.ROOT))),
                            this,
                            all -> all.count(standing));
        }
    }

    /** Keeps the accounts of these restaurants registered and no others. */
    void hold(Collection<RestaurantConfig> restaurants) {
        wanted = readable(restaurants);
        leave(
                running.values().stream()
                        .filter(one ->
                                !one.account().equals(wanted.get(one.account().key())))
                        .toList(),
                () -> {});
        Duration pause = Duration.ZERO;
        for (Account account : wanted.values()) {
            if (!running.containsKey(account.key()) && !isLeaving(account) && start(account, pause)) {
                pause = pause.plus(APART);
            }
        }
    }

    private boolean start(Account account, Duration pause) {
        if (running.size() >= most) {
            String why = "this node keeps " + most + " accounts registered and is full: start another node";
            unusable.put(account.key(), RegistrationStatus.of(account, Standing.REFUSED, why));
            return false;
        }
        Registration registration = new Registration(account, means);
        running.put(account.key(), registration);
        registration.start(pause);
        return true;
    }

    /** The goodbye of an account must not overtake its return. */
    private boolean isLeaving(Account account) {
        Registration going = leaving.get(account.key());
        return going != null && going.account().equals(account);
    }

    private void leave(Collection<Registration> leavers, Runnable allGone) {
        AtomicInteger left = new AtomicInteger(leavers.size());
        if (leavers.isEmpty()) {
            allGone.run();
        }
        Duration pause = Duration.ZERO;
        for (Registration registration : leavers) {
            Account account = registration.account();
            running.remove(account.key());
            leaving.put(account.key(), registration);
            registration.leave(pause, () -> {
                leaving.remove(account.key(), registration);
                if (account.equals(wanted.get(account.key())) && !running.containsKey(account.key())) {
                    start(account, Duration.ZERO);
                }
                if (left.decrementAndGet() == 0) {
                    allGone.run();
                }
            });
            pause = pause.plus(APART);
        }
    }

    private void lost(Server registrar) {
        Duration pause = Duration.ZERO;
        for (Registration registration : running.values()) {
            if (registrar.equals(registration.boundAt())) {
                registration.renew(pause);
                pause = pause.plus(APART);
            }
        }
    }

    private Map<Account.Key, Account> readable(Collection<RestaurantConfig> restaurants) {
        unusable.clear();
        Map<Account.Key, Account> accounts = new LinkedHashMap<>();
        restaurants.stream()
                .sorted(Comparator.comparing(RestaurantConfig::id))
                .forEach(restaurant ->
                        accountsOf(restaurant).forEach(account -> read(restaurant.id(), account, accounts)));
        return accounts;
    }

    private static Stream<SipAccount> accountsOf(RestaurantConfig restaurant) {
        return restaurant.telephony() == null ? Stream.empty() : restaurant.telephony().accounts().stream();
    }

    private void read(String restaurantId, SipAccount written, Map<Account.Key, Account> into) {
        Account.Key key = Account.key(restaurantId, written);
        try {
            into.put(key, Account.of(restaurantId, written));
        } catch (IllegalArgumentException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            unusable.put(key, RegistrationStatus.unusable(key, written.username(), why));
        }
    }

    /** Takes every registration back and tells when the last is gone. */
    void leaveAll(Runnable gone) {
        wanted = Map.of();
        leave(List.copyOf(running.values()), gone);
    }

    /** Where the account is registered, else where it would be. On the event loop. */
    Server serverOf(Account account) {
        Registration registration = running.get(account.key());
        Server bound = registration == null ? null : registration.boundAt();
        return bound == null ? account.registrars().getFirst() : bound;
    }

    /** What the account has learned of its registrar's challenges; a fresh start where it is not registered by us. */
    DigestClient digestOf(Account account) {
        Registration registration = running.get(account.key());
        return registration == null ? new DigestClient(account.weakest(), means.tokens()) : registration.digest();
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    /** How every account of this node stands, by restaurant. */
    public List<RegistrationStatus> statuses() {
        List<RegistrationStatus> all = new ArrayList<>(unusable.values());
        Stream.concat(running.values().stream(), leaving.values().stream())
                .forEach(registration -> all.add(registration.status()));
        all.sort(Comparator.comparing(RegistrationStatus::restaurantId).thenComparing(RegistrationStatus::accountId));
        return all;
    }

    private double count(Standing standing) {
        return statuses().stream()
                .filter(status -> status.standing() == standing)
                .count();
    }
}
