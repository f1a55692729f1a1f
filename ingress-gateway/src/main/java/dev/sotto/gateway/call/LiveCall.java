package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.reply.Transfer;

/** Somebody who is being listened to and can be spoken to. Its methods are called in order, on the event loop. */
public interface LiveCall {

    CallIdentity identity();

    /** The words of the sentence that is to be played next, for a call that has a screen. */
    default void caption(String words) {}

    void play(Speaker.Sentence sentence);

    void stopPlaying();

    /** Falls silent and keeps what is left to say; see {@link Speaker#pause}. */
    void pausePlaying();

    void resumePlaying();

    /** Ends the call when everything queued has been played. */
    void hangUpAfterPlaying(String reason);

    /** Hands the call to a human when everything queued has been played. */
    void transfer(Transfer wish, Handover handover);

    void hangUpNow(EndReason why);

    void show(String notice);
}
