package dev.sotto.gateway.call;

import dev.sotto.schemas.audio.AudioSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls and earpiece sessions this node holds. Read from any thread. */
public final class LiveCalls {

    private final Map<String, LiveCall> byId = new ConcurrentHashMap<>();

    public void add(LiveCall call) {
        byId.put(call.identity().callId(), call);
    }

    public void remove(LiveCall call) {
        byId.remove(call.identity().callId(), call);
    }

    @Nullable
    LiveCall find(String callId) {
        return byId.get(callId);
    }

    public int count() {
        return byId.size();
    }

    /** Telephone calls only: a waiter's earpiece stays connected all evening. */
    public int phones() {
        return (int) byId.values().stream()
                .filter(call -> call.identity().source() == AudioSource.PHONE)
                .count();
    }

    Collection<LiveCall> all() {
        return List.copyOf(byId.values());
    }
}
