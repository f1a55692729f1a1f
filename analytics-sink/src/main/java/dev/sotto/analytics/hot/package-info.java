/** What the log says and no table holds yet: the seconds before a commit, readable by every instance. */
@NullMarked
package dev.sotto.analytics.hot;

import org.jspecify.annotations.NullMarked;
