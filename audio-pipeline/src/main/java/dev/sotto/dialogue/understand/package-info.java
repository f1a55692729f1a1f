@NullMarked
package dev.sotto.dialogue.understand;

import org.jspecify.annotations.NullMarked;
