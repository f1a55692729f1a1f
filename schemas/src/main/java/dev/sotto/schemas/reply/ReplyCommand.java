package dev.sotto.schemas.reply;

/** What a gateway can be told to do on a call. */
public sealed interface ReplyCommand
        permits PlayAudio, StopPlayback, PausePlayback, ResumePlayback, HangUp, Transfer, Notice {}
