@NullMarked
package dev.sotto.load.earpiece;

import org.jspecify.annotations.NullMarked;
