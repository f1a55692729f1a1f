@NullMarked
package dev.sotto.schemas.restaurant;

import org.jspecify.annotations.NullMarked;
