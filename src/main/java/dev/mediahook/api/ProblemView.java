package dev.mediahook.api;

/** A problem as RFC 9457 writes it. */
record ProblemView(String type, String title, int status, String detail) {}
