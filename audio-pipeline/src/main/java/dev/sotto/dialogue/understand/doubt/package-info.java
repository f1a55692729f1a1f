@NullMarked
package dev.sotto.dialogue.understand.doubt;

import org.jspecify.annotations.NullMarked;
