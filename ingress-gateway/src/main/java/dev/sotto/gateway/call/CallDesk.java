package dev.sotto.gateway.call;

import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.sip.InviteHandler;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Who gets in: a caller is taken when his number is a restaurant's, a line is free, and the log has noted that he is
 * there; in every other case he is told at once, in words.
 */
public final class CallDesk implements InviteHandler {

    private static final Logger log = LoggerFactory.getLogger(CallDesk.class);

    /** A caller hears ringing while the log is asked; longer than this and he had better be told to try again. */
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

    /** Until a codec is agreed on. */
    private static final int TELEPHONE_RATE_HZ = 8000;

    private final PhoneBook phoneBook;
    private final RtpPorts ports;
    private final Exchange exchange;
    private final int capacity;
    private final int replyPartition;
    private volatile boolean closed;

    public CallDesk(PhoneBook phoneBook, RtpPorts ports, Exchange exchange, int capacity, int replyPartition) {
        this.phoneBook = phoneBook;
        this.ports = ports;
        this.exchange = exchange;
        this.capacity = capacity;
        this.replyPartition = replyPartition;
    }

    @Override
    public void invited(InviteSession session) {
        String dialled = session.request().uri().user();
        RestaurantConfig restaurant = phoneBook.restaurantOf(dialled);
        if (restaurant == null) {
            log.info("Nobody answers the dialled number {}", PhoneBook.masked(dialled));
            exchange.meters().callRefused("unknown-number");
            session.refuse(Status.NOT_FOUND.because("No Restaurant Has This Number"));
        } else if (closed || exchange.calls().count() >= capacity) {
            exchange.meters().callRefused(closed ? "closing" : "capacity");
            session.refuse(Status.UNAVAILABLE.because("All Lines Are Busy"), Exchange.RETRY_AFTER_SECONDS);
        } else {
            session.ring();
            take(session, restaurant, dialled);
        }
    }

    private void take(InviteSession session, RestaurantConfig restaurant, String dialled) {
        CallStarted started = new CallStarted(
                AudioSource.PHONE, callerOf(session), PhoneBook.normal(dialled), null, null, replyPartition, null);
        ports.open()
                .flatMap(rtp -> open(session, restaurant, rtp))
                .flatMap(call -> call.announce(started)
                        .timeout(LOG_PATIENCE)
                        .publishOn(exchange.onLoop())
                        .doOnSuccess(noted -> call.answer())
                        .doOnError(failure -> call.refuseUnrecorded()))
                .subscribe(none -> {}, failure -> failed(session, failure));
    }

    /** Empty when the caller has given up meanwhile. */
    private Mono<Call> open(InviteSession session, RestaurantConfig restaurant, RtpSession rtp) {
        if (session.isOver()) {
            rtp.close();
            return Mono.empty();
        }
        CallIdentity identity = CallIdentity.fresh(restaurant.id(), AudioSource.PHONE, TELEPHONE_RATE_HZ);
        Call call = new Call(identity, session, rtp, exchange);
        call.open();
        return Mono.just(call);
    }

    private void failed(InviteSession session, Throwable failure) {
        log.warn("A call could not be taken: {}", failure.toString());
        exchange.meters().callRefused("not-recorded");
        session.refuse(Status.UNAVAILABLE, Exchange.RETRY_AFTER_SECONDS);
    }

    /** Null when the caller withholds his number. */
    private static @Nullable String callerOf(InviteSession session) {
        String user = session.request().from().uri().user();
        boolean withheld = user.isEmpty() || user.toLowerCase(Locale.ROOT).equals("anonymous");
        return withheld ? null : PhoneBook.normal(user);
    }

    /** From now on new callers are told to call again; those who are there go on. */
    public void takeNoMore() {
        closed = true;
    }

    /** Takes nobody any more and says goodbye to those who are there. Runs on the event loop. */
    public void close() {
        closed = true;
        for (LiveCall call : exchange.calls().all()) {
            call.hangUpNow(EndReason.SHUTDOWN);
        }
    }
}
