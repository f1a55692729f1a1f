@NullMarked
package dev.sotto.dialogue;

import org.jspecify.annotations.NullMarked;
