package dev.mediahook.cli;

import dev.mediahook.standin.Payload;
import dev.mediahook.standin.StandInSender;
import java.net.URI;
import java.util.List;

/**
 * One delivery of the demo.
 *
 * @param body the JSON text that was sent
 */
record DemoCase(StandInSender sender, Payload payload, String jobId, String eventId, List<URI> media, String body) {

    String line(String note, String answer) {
        return "  %-11s %-24s %-37s %s"
                .formatted(
                        sender.name(),
                        note.isEmpty() ? payload.name() : payload.name() + " (" + note + ")",
                        jobId,
                        answer);
    }
}
