package dev.mediahook.view;

import java.util.List;

/**
 * What a search has found.
 *
 * @param jobs whose ids begin with what was asked for, newest first
 * @param events newest first
 * @param partial whether there may be more: the search ended with its time or at its limit
 */
public record SearchView(List<JobStateView> jobs, List<EventView> events, boolean partial) {}
