/** Who may have work of us at all: trunks and strangers, newcomers and floods. */
@NullMarked
package dev.sotto.gateway.sip.door;

import org.jspecify.annotations.NullMarked;
