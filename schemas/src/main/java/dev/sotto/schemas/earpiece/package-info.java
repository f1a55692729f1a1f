@NullMarked
package dev.sotto.schemas.earpiece;

import org.jspecify.annotations.NullMarked;
