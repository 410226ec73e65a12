package dev.mediahook.standin;

import com.fasterxml.jackson.databind.JsonNode;

/** What a sender's API answers. */
record ApiAnswer(int status, JsonNode body) {}
