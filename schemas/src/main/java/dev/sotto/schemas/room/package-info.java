@NullMarked
package dev.sotto.schemas.room;

import org.jspecify.annotations.NullMarked;
