@NullMarked
package dev.sotto.schemas.operation;

import org.jspecify.annotations.NullMarked;
