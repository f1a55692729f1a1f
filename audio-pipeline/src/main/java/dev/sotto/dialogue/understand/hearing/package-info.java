@NullMarked
package dev.sotto.dialogue.understand.hearing;

import org.jspecify.annotations.NullMarked;
