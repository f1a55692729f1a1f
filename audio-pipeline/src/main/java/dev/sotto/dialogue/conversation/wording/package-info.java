/** What the house says, in each language; nothing here decides anything. */
@NullMarked
package dev.sotto.dialogue.conversation.wording;

import org.jspecify.annotations.NullMarked;
