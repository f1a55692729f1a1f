/** Hears which dishes are wanted at once and which later. */
@NullMarked
package dev.sotto.dialogue.understand.pace;

import org.jspecify.annotations.NullMarked;
