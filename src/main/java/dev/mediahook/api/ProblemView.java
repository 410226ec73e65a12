package dev.mediahook.api;

/** A problem in the form of RFC 9457. */
record ProblemView(String type, String title, int status, String detail) {}
