@NullMarked
package dev.sotto.schemas.order;

import org.jspecify.annotations.NullMarked;
