/** Handing a caller to a human: by sending his phone there (REFER), or by calling the human and joining the two lines. */
@NullMarked
package dev.sotto.gateway.transfer;

import org.jspecify.annotations.NullMarked;
