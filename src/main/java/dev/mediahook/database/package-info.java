/** One writer that shares its commits, several readers, versions of the schema. Under inbox, job and notify. */
@NullMarked
package dev.mediahook.database;

import org.jspecify.annotations.NullMarked;
