@NullMarked
package dev.sotto.dialogue.understand.guest;

import org.jspecify.annotations.NullMarked;
