@NullMarked
package dev.sotto.schemas.reply;

import org.jspecify.annotations.NullMarked;
