package dev.sotto.gateway.rtp;

import io.netty.channel.EventLoop;

/** One thread's share of the calls: everything of a call's sound happens on one of these, so that nothing needs a lock. */
public record MediaLoop(EventLoop thread, MediaClock clock) {

    public static MediaLoop on(EventLoop thread) {
        return new MediaLoop(thread, new MediaClock(thread));
    }
}
