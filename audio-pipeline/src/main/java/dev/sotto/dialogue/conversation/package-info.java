@NullMarked
package dev.sotto.dialogue.conversation;

import org.jspecify.annotations.NullMarked;
