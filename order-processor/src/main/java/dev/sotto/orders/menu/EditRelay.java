package dev.sotto.orders.menu;

import dev.sotto.orders.menu.EditAnswer.Complaint;
import dev.sotto.orders.rounds.Rounds;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** Tells the log what a crash left behind, and what other tools wrote straight into the database, once it makes sense. */
public final class EditRelay extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(EditRelay.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;

    private final EditLog log;
    private final Bell bell;
    private final Function<RestaurantConfig, Mono<Void>> append;

    public EditRelay(EditLog log, Bell bell, Function<RestaurantConfig, Mono<Void>> append) {
        this.log = log;
        this.bell = bell;
        this.append = append;
    }

    private Mono<Void> look() {
        return log.waiting(LEFT_BEHIND_AFTER, AT_ONCE)
                .concatMap(this::settle, 1)
                .then()
                .onErrorResume(away -> Mono.fromRunnable(
                        () -> LOG.warn("Menu edits wait for the log or the database: {}", Fault.sentence(away))));
    }

    private Mono<Void> settle(Edit edit) {
        List<Complaint> complaints = edit.checked() ? List.of() : complaints(edit.config());
        if (complaints.isEmpty()) {
            return log.checked(edit.config()).then(append.apply(edit.config()));
        }
        String why = complaints.stream()
                .map(each -> each.field() + " " + each.what())
                .collect(Collectors.joining("; "));
        LOG.warn("A change of {} by {} was refused: {}", edit.config().id(), edit.by(), why);
        return log.refuse(edit.config(), why);
    }

    private static List<Complaint> complaints(RestaurantConfig config) {
        try {
            return Edits.complaints(config.menu(), config);
        } catch (NullPointerException | JacksonException torn) {
            return List.of(new Complaint("config", "is not a restaurant", ""));
        }
    }

    @Override
    protected Publisher<?> rounds() {
        return Flux.merge(Flux.interval(LOOK_EVERY).map(tick -> true), bell.rings(Bell.EDITS))
                .onBackpressureLatest()
                .concatMap(tick -> look(), 1);
    }
}
