@NullMarked
package dev.sotto.dialogue.understand.ordering;

import org.jspecify.annotations.NullMarked;
