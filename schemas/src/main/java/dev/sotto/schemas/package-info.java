@NullMarked
package dev.sotto.schemas;

import org.jspecify.annotations.NullMarked;
