@NullMarked
package dev.sotto.schemas.call;

import org.jspecify.annotations.NullMarked;
