package dev.mediahook.program;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.RequestHead;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.event.MediumRef;
import dev.mediahook.event.Notes;
import dev.mediahook.event.Reason;
import dev.mediahook.event.SenderError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;

/** A made-up delivery and made-up events, on which the expressions of a route are tried. */
final class SampleBodies {

    private final CamelContext context;
    private final Delivery delivery = new Delivery(
            new EventIds(Clock.systemUTC(), 0).next(),
            "sample",
            Via.WEBHOOK,
            Instant.EPOCH,
            RequestHead.none(),
            RawBody.of(new byte[0]));

    /** An event with everything that an event may have. */
    private final Event full = new Event(
            delivery.id(),
            delivery.sender(),
            "key",
            "job",
            "status",
            Meaning.COMPLETED,
            List.of(new MediumRef(0, "https://sample.invalid/0.png")),
            Reason.NO_MEDIA,
            new SenderError("code", "message"),
            delivery.via(),
            Proof.SIGNED,
            delivery.receivedAt(),
            delivery.receivedAt(),
            delivery.body(),
            new Notes("delivery", false, false, "", ""));

    SampleBodies(CamelContext context) {
        this.context = context;
    }

    /** Why a path such as {@code .head.path} can't be read of a delivery; empty if it can. */
    Optional<String> ofDelivery(String path) {
        return lacking(delivery, path);
    }

    /** Why a path such as {@code .outcome} can't be read of an event; empty if it can. */
    Optional<String> ofEvent(String path) {
        return lacking(full, path);
    }

    private Optional<String> lacking(Object body, String path) {
        DefaultExchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        try {
            context.resolveLanguage("simple")
                    .createExpression("${body" + path + "}")
                    .evaluate(exchange, Object.class);
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                    .filter(MethodNotFoundException.class::isInstance)
                    .map(MethodNotFoundException.class::cast)
                    .map(missing -> words(missing.getBean(), missing.getMethodName(), path))
                    .findFirst();
        }
    }

    private String words(Object bean, String method, String path) {
        Class<?> type = bean instanceof Class<?> known ? known : bean.getClass();
        return "${body" + path + "}: " + type.getSimpleName() + " has no " + method + "; it has "
                + Stream.of(PluginHelper.getBeanIntrospection(context).cacheClass(type).methods)
                        .map(one -> one.method)
                        .filter(one -> one.getDeclaringClass() == type && one.getParameterCount() == 0)
                        .map(one -> one.getName())
                        .filter(name -> !name.matches("hashCode|toString"))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
