@NullMarked
package dev.sotto.dialogue.understand.draft;

import org.jspecify.annotations.NullMarked;
