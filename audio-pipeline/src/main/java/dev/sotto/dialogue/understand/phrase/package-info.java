@NullMarked
package dev.sotto.dialogue.understand.phrase;

import org.jspecify.annotations.NullMarked;
