/** A sixth sender, as a team adds one: by a route file, and by the Java DSL. */
package dev.mediahook.example;
