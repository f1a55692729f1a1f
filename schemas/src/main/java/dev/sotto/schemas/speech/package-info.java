@NullMarked
package dev.sotto.schemas.speech;

import org.jspecify.annotations.NullMarked;
