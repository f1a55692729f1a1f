package dev.sotto.gateway.transfer;

import dev.sotto.gateway.call.Caller;
import dev.sotto.gateway.call.Handover;
import dev.sotto.gateway.call.PhoneBook;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.schemas.reply.Transfer;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands callers to the humans of their restaurant and to nobody else: the caller's phone is sent there when it can be
 * (REFER, RFC 3515), else the human is called and the two are joined. A wish for anybody who is not written down leads
 * to no request at all.
 */
public final class Transfers implements Handover {

    private static final Logger log = LoggerFactory.getLogger(Transfers.class);

    /** The human's phone rings for half a minute at most; a caller's phone that tells nothing is not waited for. */
    static final Duration TOLD_AT_LAST = Duration.ofSeconds(45);

    private final Function<String, @Nullable RestaurantConfig> restaurants;
    private final Bridging bridging;

    public Transfers(Function<String, @Nullable RestaurantConfig> restaurants, Bridging bridging) {
        this.restaurants = restaurants;
        this.bridging = bridging;
    }

    @Override
    public void begin(Caller caller, Transfer wish) {
        if (caller.session().isOver()) {
            return;
        }
        RestaurantConfig restaurant = restaurants.apply(caller.identity().restaurantId());
        Human human = restaurant == null ? null : Human.of(restaurant, wish.target());
        if (human == null) {
            bridging.meters().came("not-allowed");
            log.warn(
                    "Call {} is not handed to {}, who is none of the humans of {}",
                    caller.identity().callId(),
                    PhoneBook.masked(wish.target()),
                    caller.identity().restaurantId());
            caller.notHandedOver(PhoneBook.masked(wish.target()), "nobody of that name may be called");
        } else if (caller.session().request().headers().tokens("Allow").contains("REFER")) {
            refer(caller, human, wish);
        } else {
            new Bridge(caller, human, wish.summary(), bridging).begin();
        }
    }

    private void refer(Caller caller, Human human, Transfer wish) {
        log.info("Call {} is sent to {}", caller.identity().callId(), human.masked());
        Referring referring = new Referring(caller, human, wish);
        Referral referral = new Referral(referring);
        referring.timer = bridging.timers().after(TOLD_AT_LAST, () -> {
            if (referral.isTaken()) {
                referral.forget();
                referring.failed("the caller's phone did not tell how it went");
            }
        });
        caller.whenAsked(referral::notified);
        caller.whenGone(() -> {
            if (referral.isTaken()) {
                // Many phones hang up on us as soon as the other line stands, and tell nothing more.
                referral.forget();
                referring.succeeded();
            }
        });
        Headers to = Headers.NONE.and("Refer-To", "<" + human.address() + ">");
        caller.session().ask("REFER", to, "", referral);
    }

    private final class Referring implements Referral.Listener {

        private final Caller caller;
        private final Human human;
        private final Transfer wish;
        private Timers.Timer timer = Timers.Timer.NONE;

        Referring(Caller caller, Human human, Transfer wish) {
            this.caller = caller;
            this.human = human;
            this.wish = wish;
        }

        @Override
        public void taken() {}

        @Override
        public void succeeded() {
            timer.cancel();
            bridging.meters().came("referred");
            caller.handedOver(human.masked(), false);
            caller.letGo();
        }

        @Override
        public void failed(String why) {
            timer.cancel();
            bridging.meters().came("refer-failed");
            caller.notHandedOver(human.name(), why);
        }

        @Override
        public void refused(String why) {
            timer.cancel();
            log.info(
                    "Call {}: the caller's phone will not go itself: {}",
                    caller.identity().callId(),
                    why);
            if (!caller.session().isOver()) {
                new Bridge(caller, human, wish.summary(), bridging).begin();
            }
        }
    }
}
