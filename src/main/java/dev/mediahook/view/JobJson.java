package dev.mediahook.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediahook.event.SenderError;
import dev.mediahook.inbox.KeptEvent;
import dev.mediahook.inbox.KeptEvents;
import dev.mediahook.job.Job;
import dev.mediahook.media.Media;
import dev.mediahook.media.Medium;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A job, and an event, as the API and the notifications show them; what is not known is null. */
public final class JobJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JobJson() {}

    /** The job with its media and its events. */
    public static ObjectNode whole(Handle handle, Job job) {
        ObjectNode json = withoutEvents(handle, job);
        ArrayNode events = json.putArray("events");
        for (KeptEvent event : KeptEvents.ofJob(handle, job.sender(), job.jobId())) {
            events.add(event(event));
        }
        return json;
    }

    /** The job with its media. */
    public static ObjectNode withoutEvents(Handle handle, Job job) {
        ObjectNode json = JSON.objectNode();
        json.put("sender", job.sender());
        json.put("jobId", job.jobId());
        json.put("status", job.status().word());
        json.put("statusBySender", job.statusBySender());
        json.put("submittedAt", text(job.submittedAt()));
        json.put("completedAt", text(job.completedAt()));
        error(json, job.error());
        media(json.putArray("media"), Media.ofJob(handle, job.sender(), job.jobId()));
        return json;
    }

    /** One event, without its body. */
    public static ObjectNode event(KeptEvent event) {
        ObjectNode json = JSON.objectNode();
        json.put("eventId", event.id().toString());
        json.put("sender", event.sender());
        json.put("key", event.key());
        json.put("type", event.type());
        json.put("jobId", event.jobId());
        json.put("receivedAt", event.receivedAt().toString());
        json.put("via", event.via());
        json.put("state", event.state().word());
        json.put("attempts", event.attempts());
        json.put("duplicates", event.duplicates());
        json.put("reason", event.reason());
        return json;
    }

    private static void error(ObjectNode json, @Nullable SenderError error) {
        if (error == null) {
            json.putNull("error");
        } else {
            json.putObject("error").put("code", error.code()).put("message", error.message());
        }
    }

    private static void media(ArrayNode array, List<Medium> media) {
        for (Medium medium : media) {
            ObjectNode json = array.addObject();
            Medium.Stored stored = medium.stored();
            json.put("index", medium.index());
            json.put("sourceUrl", medium.sourceUrl());
            json.put("location", stored == null ? null : stored.location());
            json.put("contentType", stored == null ? null : stored.contentType());
            json.put("size", stored == null ? null : (Long) stored.size());
            json.put("sha256", stored == null ? null : stored.sha256());
            json.put("storedAt", stored == null ? null : text(stored.storedAt()));
            json.put("width", stored == null ? null : stored.width());
            json.put("height", stored == null ? null : stored.height());
            json.put("durationMillis", stored == null ? null : stored.durationMillis());
            json.put("sourceHost", stored == null ? null : stored.sourceHost());
            json.put("etag", stored == null ? null : stored.etag());
            json.put("lastModified", stored == null ? null : stored.lastModified());
            json.put("fetchMillis", stored == null ? null : (Long) stored.fetchMillis());
            json.put("fetches", stored == null ? null : (Integer) stored.fetches());
            json.put("reason", medium.reason());
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
