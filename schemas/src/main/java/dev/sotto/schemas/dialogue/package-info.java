@NullMarked
package dev.sotto.schemas.dialogue;

import org.jspecify.annotations.NullMarked;
