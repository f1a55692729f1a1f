/** How a command speaks to the person who typed it. */
@NullMarked
package dev.sotto.local.terminal;

import org.jspecify.annotations.NullMarked;
