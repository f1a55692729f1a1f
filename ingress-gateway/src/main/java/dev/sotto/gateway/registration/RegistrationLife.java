package dev.sotto.gateway.registration;

import dev.sotto.log.EventLog;
import dev.sotto.log.Share;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Keeps the accounts of the restaurants this node owns registered: what is owned is shared out among the living
 * gateways, what an owned restaurant wants stands in its configuration, and either may change at any time.
 */
public final class RegistrationLife implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RegistrationLife.class);

    /** All gateways are members of it. */
    static final String GROUP = "gateway-registrations";

    private final EventLog eventLog;
    private final StateTable<RestaurantConfig> restaurants;
    private final Registrations registrations;
    private final RegistrationSettings settings;
    private final Executor loop;
    private final Scheduler onLoop;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Share share;
    private volatile boolean leaving;

    RegistrationLife(
            EventLog eventLog,
            StateTable<RestaurantConfig> restaurants,
            Registrations registrations,
            RegistrationSettings settings,
            Executor loop,
            Scheduler onLoop) {
        this.eventLog = eventLog;
        this.restaurants = restaurants;
        this.registrations = registrations;
        this.settings = settings;
        this.loop = loop;
        this.onLoop = onLoop;
    }

    @Override
    public void start() {
        restaurants.onChange(key -> changed());
        share = eventLog.share(GROUP, Topics.RESTAURANTS_CONFIG, this::changed);
        changed(); // it may have told of a change before we knew it
    }

    private void changed() {
        if (!leaving && asked.compareAndSet(false, true)) {
            loop.execute(this::hold);
        }
    }

    private void hold() {
        asked.set(false);
        Share mine = share;
        if (!leaving && mine != null) {
            List<RestaurantConfig> owned = restaurants.values().stream()
                    .filter(restaurant -> mine.owns(restaurant.id()))
                    .toList();
            registrations.hold(owned);
        }
    }

    /** Lets the other nodes register our accounts, then takes our registrations back. */
    public Mono<Void> handOver() {
        return Mono.defer(() -> {
            leaving = true;
            Share mine = share;
            if (mine != null) {
                mine.close();
            }
            if (registrations.isEmpty()) {
                return Mono.empty();
            }
            log.info("The SIP accounts of this node are handed over");
            return Mono.delay(settings.handOver())
                    .then(Mono.<Void>create(gone -> registrations.leaveAll(gone::success))
                            .subscribeOn(onLoop));
        });
    }

    @Override
    public void stop() {
        leaving = true;
    }

    @Override
    public boolean isRunning() {
        return share != null && !leaving;
    }
}
