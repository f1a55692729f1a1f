@NullMarked
package dev.sotto.load;

import org.jspecify.annotations.NullMarked;
