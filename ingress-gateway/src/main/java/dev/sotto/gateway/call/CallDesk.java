package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.room.Room;
import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.sip.InviteHandler;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.restaurant.NoRoom;
import dev.sotto.schemas.restaurant.NoRoomChoice;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.Telephony;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
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
    static final Duration LOG_PATIENCE = Duration.ofSeconds(2);

    /** Until a codec is agreed on. */
    private static final int TELEPHONE_RATE_HZ = 8000;

    static final Status BUSY = Status.UNAVAILABLE.because("All Lines Are Busy");

    private final PhoneBook phoneBook;
    private final RtpPorts ports;
    private final Exchange exchange;
    private final int capacity;
    private final int replyPartition;
    private final Supplier<Room> pipeline;
    private final WaitingRoom waitingRoom;
    private volatile boolean closed;

    /**
     * @param capacity callers served at once
     */
    public CallDesk(
            PhoneBook phoneBook,
            RtpPorts ports,
            Exchange exchange,
            int capacity,
            int replyPartition,
            FullHouse fullHouse) {
        this.phoneBook = phoneBook;
        this.ports = ports;
        this.exchange = exchange;
        this.capacity = capacity;
        this.replyPartition = replyPartition;
        this.pipeline = fullHouse.pipeline();
        this.waitingRoom = new WaitingRoom(ports, exchange, fullHouse, () -> room() instanceof Room.Free);
    }

    @Override
    public void invited(InviteSession session) {
        String dialled = session.request().uri().user();
        RestaurantConfig restaurant = phoneBook.restaurantOf(dialled);
        if (restaurant == null) {
            log.info("Nobody answers the dialled number {}", PhoneBook.masked(dialled));
            exchange.meters().callRefused("unknown-number");
            session.refuse(Status.NOT_FOUND.because("No Restaurant Has This Number"));
        } else if (closed) {
            exchange.meters().callRefused("closing");
            session.refuse(BUSY, Exchange.RETRY_AFTER_SECONDS);
        } else {
            String number = PhoneBook.normal(dialled);
            CallStarted started =
                    new CallStarted(AudioSource.PHONE, callerOf(session), number, null, null, replyPartition, null);
            receive(session, restaurant, started);
        }
    }

    private void receive(InviteSession session, RestaurantConfig restaurant, CallStarted started) {
        NoRoom wish = wishOf(restaurant);
        boolean othersWait = wish.choice() == NoRoomChoice.QUEUE && waitingRoom.hasQueue();
        switch (room()) {
            case Room.Full(String reason, String _) -> turnAway(session, restaurant, wish, started, reason);
            case Room.Free() -> {
                if (othersWait) {
                    turnAway(session, restaurant, wish, started, "queue");
                } else {
                    session.ring();
                    take(session, restaurant, started);
                }
            }
        }
    }

    private static NoRoom wishOf(RestaurantConfig restaurant) {
        Telephony telephony = restaurant.telephony();
        NoRoom wish = telephony == null ? null : telephony.noRoom();
        return wish == null ? new NoRoom(NoRoomChoice.REFUSE, null, 0) : wish;
    }

    private Room room() {
        return exchange.calls().count() >= capacity
                ? new Room.Full("capacity", "All " + capacity + " lines are busy.")
                : pipeline.get();
    }

    private void turnAway(
            InviteSession session, RestaurantConfig restaurant, NoRoom wish, CallStarted started, String reason) {
        boolean looked = switch (wish.choice()) {
            case REFUSE -> false;
            case REDIRECT -> redirects(session, wish);
            case ANNOUNCE, QUEUE -> waitingRoom.takes(session, restaurant, wish, started);
        };
        if (!looked) {
            exchange.meters().callRefused(reason);
            session.refuse(BUSY, Exchange.RETRY_AFTER_SECONDS);
        }
    }

    private boolean redirects(InviteSession session, NoRoom wish) {
        String elsewhere = wish.redirectTo();
        if (elsewhere == null) {
            return false;
        }
        exchange.meters().turnedAway("redirected");
        session.refuse(Status.MOVED_TEMPORARILY, Headers.NONE.and("Contact", "<" + elsewhere + ">"));
        return true;
    }

    private void take(InviteSession session, RestaurantConfig restaurant, CallStarted started) {
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
        Call call = new Call(fresh(restaurant), session, rtp, exchange);
        call.open();
        return Mono.just(call);
    }

    static CallIdentity fresh(RestaurantConfig restaurant) {
        return CallIdentity.fresh(restaurant.id(), AudioSource.PHONE, TELEPHONE_RATE_HZ);
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
        waitingRoom.close();
        for (LiveCall call : exchange.calls().all()) {
            call.hangUpNow(EndReason.SHUTDOWN);
        }
    }
}
