@NullMarked
package dev.sotto.schemas.audio;

import org.jspecify.annotations.NullMarked;
