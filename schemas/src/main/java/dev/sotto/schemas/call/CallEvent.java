package dev.sotto.schemas.call;

/** What can happen to a call or to the gateway that holds it. */
public sealed interface CallEvent
        permits CallStarted,
                CallAnswered,
                CallHeld,
                CallResumed,
                CallTransferred,
                TransferFailed,
                PlaybackStarted,
                PlaybackFinished,
                MediaQuality,
                CallEnded,
                GatewayHeartbeat,
                DtmfPressed,
                MediaStalled {}
