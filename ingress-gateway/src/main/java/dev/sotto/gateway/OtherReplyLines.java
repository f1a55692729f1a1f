package dev.sotto.gateway;

import dev.sotto.gateway.call.Replies;
import dev.sotto.log.EventLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The dialogue answers a session where it began. A node that goes on with another's session therefore listens to that
 * other's partition too, from the present end, for as long as it runs.
 */
final class OtherReplyLines implements AutoCloseable {

    private final EventLog log;
    private final Replies replies;
    private final Set<Integer> followed = ConcurrentHashMap.newKeySet();
    private final Disposable.Composite following = Disposables.composite();

    OtherReplyLines(EventLog log, Replies replies) {
        this.log = log;
        this.replies = replies;
    }

    void follow(int partition) {
        if (followed.add(partition)) {
            following.add(new ReplyLine(log, partition).replies().subscribe(delivery -> {
                replies.deliverIfHere(delivery.require());
                delivery.acknowledge();
            }));
        }
    }

    @Override
    public void close() {
        following.dispose();
    }
}
