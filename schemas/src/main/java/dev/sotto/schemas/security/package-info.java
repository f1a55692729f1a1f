@NullMarked
package dev.sotto.schemas.security;

import org.jspecify.annotations.NullMarked;
