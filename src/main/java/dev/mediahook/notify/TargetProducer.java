package dev.mediahook.notify;

import dev.mediahook.delivery.TraceParent;
import dev.mediahook.notify.Notifications.Notification;
import dev.mediahook.retry.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** Hands one notification to its target's endpoint. */
final class TargetProducer {

    /** Statuses by which a server describes its own state, not the notification. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(401, 403, 404, 408, 410, 425, 429);

    private final TargetEndpoints endpoints;
    private final ProducerTemplate template;
    private final Optional<NotificationSigner> signer;
    private final Optional<LinkedMedia> links;
    private final InstantSource clock;

    TargetProducer(
            TargetEndpoints endpoints,
            Optional<NotificationSigner> signer,
            Optional<LinkedMedia> links,
            InstantSource clock) {
        this.links = links;
        this.endpoints = endpoints;
        this.template = endpoints.template();
        this.signer = signer;
        this.clock = clock;
    }

    /** Why the target did not accept the notification; empty if it did. */
    Optional<TargetRefusal> send(Target target, Claimed claimed) {
        Notification one = claimed.notification();
        String body = body(one, claimed.body());
        try {
            Exchange answer = template.send(endpoints.of(target.uri()), exchange -> {
                exchange.setProperty(NotifyRoutes.NOTIFICATION, one.id());
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeaders(headers(target, one, body));
                if (claimed.trace() != null) {
                    exchange.getMessage().setHeader(TraceParent.HEADER, claimed.trace());
                }
            });
            return Optional.ofNullable(answer.getException()).map(failure -> refusal(target, failure));
        } catch (Exception failure) {
            return Optional.of(refusal(target, failure));
        }
    }

    /** A notification without a job holds a sender's own JSON, which is sent unchanged. */
    private String body(Notification one, String body) {
        return one.jobId().isEmpty()
                ? body
                : links.map(all -> all.in(body, one.sender(), one.jobId())).orElse(body);
    }

    private TargetRefusal refusal(Target target, Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        HttpOperationFailedException answered = target.isHttp() ? answer(failure) : null;
        if (answered != null) {
            int status = answered.getStatusCode();
            boolean ofTarget = status >= 500 || OF_THE_SERVER.contains(status);
            return new TargetRefusal("it answered " + status, ofTarget, retryAfter(answered));
        }
        // Only the exception's class: its message may repeat the target's query.
        return new TargetRefusal(cause.getClass().getSimpleName(), true, null);
    }

    private @Nullable Duration retryAfter(HttpOperationFailedException answered) {
        Map<String, String> headers = answered.getResponseHeaders();
        String wait = headers == null ? null : headers.get("Retry-After");
        return wait == null ? null : RetryAfter.of(wait, clock.instant()).orElse(null);
    }

    private static @Nullable HttpOperationFailedException answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException answered) {
                return answered;
            }
        }
        return null;
    }

    private Map<String, Object> headers(Target target, Notification one, String body) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(Exchange.CONTENT_TYPE, "application/cloudevents+json");
        if (target.isHttp()) {
            // Camel would use GET for an address with a query.
            headers.put(Exchange.HTTP_METHOD, "POST");
        }
        if (target.isHttps()) {
            signer.ifPresent(signing -> headers.putAll(signing.headers(one.id(), clock.instant(), body)));
        }
        return headers;
    }
}
