package dev.mediahook.log;

/** A failure that is logged where it is thrown. Whoever meets it on the way logs it only at the level {@code debug}. */
public interface Logged {}
