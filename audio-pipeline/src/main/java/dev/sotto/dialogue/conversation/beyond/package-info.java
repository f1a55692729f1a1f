/** What is no order: tables, complaints, and the yes to them. */
@NullMarked
package dev.sotto.dialogue.conversation.beyond;

import org.jspecify.annotations.NullMarked;
