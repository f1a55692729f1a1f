@NullMarked
package dev.sotto.schemas.erasure;

import org.jspecify.annotations.NullMarked;
