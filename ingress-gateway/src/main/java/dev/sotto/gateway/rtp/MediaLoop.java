package dev.sotto.gateway.rtp;

import io.netty.channel.EventLoop;

/** One thread's share of the calls: everything of a call's sound happens on one of these, so that nothing needs a lock. */
public final class MediaLoop {

    private final EventLoop thread;
    private final MediaClock clock;
    private final LentBuffer arriving = new LentBuffer();
    private final LentBuffer leaving = new LentBuffer();

    private MediaLoop(EventLoop thread) {
        this.thread = thread;
        this.clock = new MediaClock(thread);
    }

    public static MediaLoop on(EventLoop thread) {
        return new MediaLoop(thread);
    }

    public EventLoop thread() {
        return thread;
    }

    public MediaClock clock() {
        return clock;
    }

    /** Where the sockets of this loop put what they read. */
    LentBuffer arriving() {
        return arriving;
    }

    /** Where the calls of this loop put what they send. */
    LentBuffer leaving() {
        return leaving;
    }
}
