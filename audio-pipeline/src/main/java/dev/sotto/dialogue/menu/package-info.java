@NullMarked
package dev.sotto.dialogue.menu;

import org.jspecify.annotations.NullMarked;
