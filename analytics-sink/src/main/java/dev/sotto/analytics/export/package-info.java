/** Answers as files of columns, Parquet and Arrow, for tools that read such. */
@NullMarked
package dev.sotto.analytics.export;

import org.jspecify.annotations.NullMarked;
