/** What language models did and took. */
@NullMarked
package dev.sotto.schemas.ai;

import org.jspecify.annotations.NullMarked;
