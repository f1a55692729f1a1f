package dev.sotto.gateway.call;

import dev.sotto.gateway.call.playback.Resampler;
import dev.sotto.gateway.rtp.RtpPorts;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.restaurant.NoRoom;
import dev.sotto.schemas.restaurant.NoRoomChoice;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.room.Announcement;
import dev.sotto.schemas.room.Occasion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Callers for whom there is no room hear so in their restaurant's language, and wait their turn where the restaurant
 * wants it. They have lines of their own, so that they take none of those who are served. On the thread of signalling.
 */
final class WaitingRoom {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoom.class);

    /** One is let in at a time: what he takes is known with the next report of the pipeline. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS = Duration.ofMillis(250);

    private record Waiting(Call call, HeldLog log, CallStarted started) {}

    private final RtpPorts ports;
    private final Exchange exchange;
    private final Function<String, @Nullable Announcement> announcements;
    private final BooleanSupplier hasRoom;
    private final int lines;
    private final Set<Call> inside = new LinkedHashSet<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int opening;

    WaitingRoom(RtpPorts ports, Exchange exchange, FullHouse fullHouse, BooleanSupplier hasRoom) {
        this.ports = ports;
        this.exchange = exchange;
        this.announcements = fullHouse.announcements();
        this.hasRoom = hasRoom;
        this.lines = fullHouse.waitingLines();
    }

    boolean hasQueue() {
        return !queue.isEmpty();
    }

    /** False when all lines are taken here too, or there is nothing to say in that language. */
    boolean takes(InviteSession session, RestaurantConfig restaurant, NoRoom wish, CallStarted started) {
        Occasion first = wish.choice() == NoRoomChoice.QUEUE ? Occasion.WAITING : Occasion.BUSY;
        String language = restaurant.language();
        if (inside.size() + opening >= lines
                || announcements.apply(Announcement.key(first, language)) == null
                || announcements.apply(Announcement.key(Occasion.BUSY, language)) == null) {
            return false;
        }
        opening++;
        session.ring();
        ports.open()
                .publishOn(exchange.onLoop())
                .doFinally(signal -> exchange.loop().execute(() -> opening--))
                .subscribe(rtp -> admitToWait(session, rtp, restaurant, wish, started), failure -> {
                    log.warn("A caller cannot wait: {}", failure.toString());
                    session.refuse(CallDesk.BUSY, Exchange.RETRY_AFTER_SECONDS);
                });
        return true;
    }

    private void admitToWait(
            InviteSession session, RtpSession rtp, RestaurantConfig restaurant, NoRoom wish, CallStarted started) {
        if (session.isOver()) {
            rtp.close();
            return;
        }
        HeldLog held = new HeldLog(exchange.log());
        Call call = new Call(CallDesk.fresh(restaurant), session, rtp, exchange.writingTo(held));
        Waiting waiting = new Waiting(call, held, started);
        inside.add(call);
        call.hands().whenGone(() -> leaves(waiting));
        session.listen(call);
        boolean queues = wish.choice() == NoRoomChoice.QUEUE;
        call.whenAnswered(() -> hears(waiting, restaurant.language(), queues));
        call.answer();
        if (queues) {
            join(waiting, restaurant.language(), Duration.ofSeconds(wish.queueSeconds()));
        }
    }

    private void hears(Waiting waiting, String language, boolean queues) {
        exchange.meters().turnedAway(queues ? "queued" : "announced");
        if (queues) {
            say(waiting, Occasion.WAITING, language, true, () -> {});
        } else {
            sayGoodbye(waiting, language);
        }
    }

    private void sayGoodbye(Waiting waiting, String language) {
        say(
                waiting,
                Occasion.BUSY,
                language,
                false,
                () -> exchange.timers().after(LAST_WORDS, () -> waiting.call().hangUpNow(EndReason.COMPLETED)));
    }

    private void say(Waiting waiting, Occasion occasion, String language, boolean again, Runnable then) {
        Announcement announcement = announcements.apply(Announcement.key(occasion, language));
        if (announcement == null) {
            waiting.call().hangUpNow(EndReason.COMPLETED);
            return;
        }
        int rateHz = waiting.call().identity().sampleRateHz();
        ByteBuffer pcm = Resampler.convert(announcement.audio(), announcement.sampleRateHz(), rateHz);
        Runnable onLoop = () -> exchange.loop().execute(then);
        waiting.call().hands().talkWith(new Announcer(pcm, rateHz, again, onLoop));
    }

    private void join(Waiting waiting, String language, Duration patience) {
        if (queue.isEmpty()) {
            exchange.timers().after(TURN, this::letOneIn);
        }
        queue.addLast(waiting);
        exchange.timers().after(patience, () -> {
            if (queue.remove(waiting)) {
                exchange.meters().turnedAway("waited-in-vain");
                sayGoodbye(waiting, language);
            }
        });
    }

    private void letOneIn() {
        Waiting first = queue.peekFirst();
        if (first != null && hasRoom.getAsBoolean() && first.call().isAnswered()) {
            queue.removeFirst();
            letIn(first);
        }
        if (!queue.isEmpty()) {
            exchange.timers().after(TURN, this::letOneIn);
        }
    }

    private void letIn(Waiting waiting) {
        inside.remove(waiting.call());
        waiting.log().open();
        Mono<Void> noted = waiting.call().announce(waiting.started());
        noted.timeout(CallDesk.LOG_PATIENCE)
                .publishOn(exchange.onLoop())
                .subscribe(none -> {}, failure -> waiting.call().hangUpNow(EndReason.FAILED), () -> {
                    exchange.meters().turnedAway("let-in");
                    waiting.call().letIn();
                });
    }

    private void leaves(Waiting waiting) {
        inside.remove(waiting.call());
        queue.remove(waiting);
    }

    /** Everybody goes home. */
    void close() {
        List.copyOf(inside).forEach(call -> call.hangUpNow(EndReason.SHUTDOWN));
    }
}
