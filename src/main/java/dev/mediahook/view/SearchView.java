package dev.mediahook.view;

import java.util.List;

/**
 * What a search has found.
 *
 * @param jobs jobs whose ids begin with the text that was searched for, newest first
 * @param events newest first
 * @param partial whether there may be more: the search ran out of time or reached its limit
 */
public record SearchView(List<JobStateView> jobs, List<EventView> events, boolean partial) {}
