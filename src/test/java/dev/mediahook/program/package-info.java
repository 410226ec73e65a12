@org.jspecify.annotations.NullMarked
package dev.mediahook.program;
