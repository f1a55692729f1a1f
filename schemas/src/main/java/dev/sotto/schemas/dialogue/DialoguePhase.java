package dev.sotto.schemas.dialogue;

/** Where a conversation can be. */
public sealed interface DialoguePhase
        permits TakingOrder,
                Choosing,
                MakingSure,
                Confirming,
                OrderTaken,
                Closed,
                AskingGuest,
                HandingOver,
                BookingTable,
                Complaining,
                Agreeing {}
