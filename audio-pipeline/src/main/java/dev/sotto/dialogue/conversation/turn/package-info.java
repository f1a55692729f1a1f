/** One turn of a conversation: what was heard, what happened, what to say. */
@NullMarked
package dev.sotto.dialogue.conversation.turn;

import org.jspecify.annotations.NullMarked;
