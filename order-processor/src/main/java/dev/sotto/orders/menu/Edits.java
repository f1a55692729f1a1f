package dev.sotto.orders.menu;

import dev.sotto.log.LogUnavailable;
import dev.sotto.orders.menu.EditAnswer.Complaint;
import dev.sotto.orders.problem.Problem;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.rules.Complaints;
import dev.sotto.schemas.restaurant.rules.MenuRules;
import dev.sotto.schemas.restaurant.rules.MenuValues;
import dev.sotto.schemas.restaurant.rules.PrinterRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Two managers edit at once, a cook says the soup is out while one of them does, the process dies in between. A change
 * stands on the newest revision, what is on its way to the log included, with the restaurant locked, and is durable
 * before it is appended.
 */
public final class Edits {

    private static final Duration APPENDED_WITHIN = Duration.ofSeconds(2);

    private final EditLog log;
    private final Function<RestaurantConfig, Mono<Void>> append;

    /** @param append completes when the restaurant is durable in the log */
    public Edits(EditLog log, Function<RestaurantConfig, Mono<Void>> append) {
        this.log = log;
        this.append = append;
    }

    /** What was decided, and what is still to be told to the log; null when nothing is. */
    private record Decided(EditAnswer answer, @Nullable RestaurantConfig next) {}

    /** The restaurant with all that was decided; empty when there is no such restaurant. */
    public Mono<RestaurantConfig> current(String restaurantId) {
        return log.current(restaurantId);
    }

    /**
     * Empty when there is no such restaurant.
     *
     * @param seen the revision the change was made for; null for whatever it is now
     */
    Mono<EditAnswer> change(String restaurantId, @Nullable Long seen, String by, Function<Menu, Menu> how) {
        return edit(restaurantId, seen, by, now -> now.withMenu(how.apply(now.menu()), now.envelope()));
    }

    /** The same for what else stands in a restaurant's configuration. */
    public Mono<EditAnswer> edit(
            String restaurantId, @Nullable Long seen, String by, UnaryOperator<RestaurantConfig> how) {
        return log.locked(restaurantId, () -> log.newest(restaurantId).flatMap(now -> decide(now, seen, by, how)))
                .flatMap(this::send);
    }

    private Mono<Decided> decide(
            RestaurantConfig now, @Nullable Long seen, String by, UnaryOperator<RestaurantConfig> how) {
        if (seen != null && seen != now.revision()) {
            return Mono.just(new Decided(changed(now), null));
        }
        RestaurantConfig next = how.apply(now);
        if (next.as(now.envelope(), now.revision()).equals(now)) {
            return Mono.just(new Decided(new EditAnswer.Accepted(now.revision()), null));
        }
        List<Complaint> complaints = complaints(next.menu(), next);
        if (!complaints.isEmpty()) {
            return Mono.just(new Decided(new EditAnswer.Senseless(complaints), null));
        }
        return log.record(now.id(), now.revision(), next, by)
                .map(revision -> new Decided(new EditAnswer.Accepted(revision), Revisions.as(next, revision)));
    }

    static List<Complaint> complaints(Menu menu, RestaurantConfig of) {
        List<Complaint> found = new ArrayList<>();
        new MenuValues(menu, (field, what, mend) -> found.add(new Complaint(field, what, mend))).check();
        if (found.isEmpty()) {
            Complaints complaints = (field, what, mend) -> found.add(new Complaint(field, what, mend));
            new MenuRules(menu, of.kitchen(), complaints).check();
            if (of.kitchen() != null) {
                new PrinterRules(of.kitchen(), menu, complaints).check();
            }
        }
        return found;
    }

    private static EditAnswer changed(RestaurantConfig now) {
        return new EditAnswer.Refused(new Problem(
                HttpStatus.PRECONDITION_FAILED,
                "changed",
                "The restaurant is at revision " + now.revision() + " now. Look at it, then change it again."));
    }

    private Mono<EditAnswer> send(Decided decided) {
        RestaurantConfig next = decided.next();
        return next == null
                ? Mono.just(decided.answer())
                : append.apply(next)
                        .timeout(APPENDED_WITHIN)
                        .onErrorComplete(late -> late instanceof LogUnavailable || late instanceof TimeoutException)
                        .thenReturn(decided.answer());
    }
}
