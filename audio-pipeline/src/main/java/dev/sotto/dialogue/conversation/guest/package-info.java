/** What has to be known about a guest, and who takes over when a machine should not go on. */
@NullMarked
package dev.sotto.dialogue.conversation.guest;

import org.jspecify.annotations.NullMarked;
