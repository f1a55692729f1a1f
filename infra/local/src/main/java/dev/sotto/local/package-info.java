@NullMarked
package dev.sotto.local;

import org.jspecify.annotations.NullMarked;
