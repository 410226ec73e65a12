package dev.mediahook.program;

import dev.mediahook.event.Meaning;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.inbox.AcknowledgeProcessor;
import dev.mediahook.poll.ConfirmProcessor;
import dev.mediahook.verify.VerifyingStep;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * Follows the body through a sender's route: a delivery becomes an event by the mapping step, and conditions read the
 * event. Says what would fail once a delivery comes. Behind a step that may replace the body, nothing is assumed.
 */
final class EventReading {

    /** What the body is at one step of the route. */
    private enum Body {
        DELIVERY,
        EVENT,
        ANYTHING
    }

    private static final Pattern SENDERS = Pattern.compile("mediahook:(webhook|inbox)\\b.*", Pattern.DOTALL);
    private static final Pattern ACCESSOR = Pattern.compile("\\$\\{(?:in\\.)?body(\\??\\.[^{}]+)}");
    private static final Pattern OUTCOME = Pattern.compile("\\$\\{body\\.outcome} *[!=]=~? *(['\"])([^'\"]*)\\1");

    /** Steps that leave the body as it is, but for the steps inside them. */
    private static final Set<Class<?>> LEAVES_THE_BODY = Set.of(
            ChoiceDefinition.class,
            FilterDefinition.class,
            IdempotentConsumerDefinition.class,
            LogDefinition.class,
            SetHeaderDefinition.class,
            SetPropertyDefinition.class,
            SetVariableDefinition.class,
            StepDefinition.class);

    private static final Set<String> OUTCOMES =
            Stream.of(Meaning.values()).map(Meaning::word).collect(Collectors.toUnmodifiableSet());

    private final CamelContext context;
    private final RouteDefinition route;
    private final List<String> lines;
    private final SampleBodies samples;
    private final boolean strict;

    /**
     * @param text of the route's file
     * @param strict whether a condition that no event meets is a fault
     */
    EventReading(CamelContext context, RouteDefinition route, String text, boolean strict) {
        this.strict = strict;
        this.context = context;
        this.route = route;
        this.lines = text.lines().toList();
        this.samples = new SampleBodies(context);
    }

    /**
     * Checks the route if it is a sender's.
     *
     * @throws IllegalArgumentException saying the line and what is wrong
     */
    void check() {
        if (SENDERS.matcher(RouteCalls.from(route)).matches()) {
            through(route.getOutputs(), Body.DELIVERY);
        }
    }

    /** What the body is after these steps. */
    private Body through(List<ProcessorDefinition<?>> steps, Body before) {
        Body body = before;
        for (ProcessorDefinition<?> step : steps) {
            if (body == Body.ANYTHING) {
                return body;
            }
            body = after(step, body);
        }
        return body;
    }

    private Body after(ProcessorDefinition<?> step, Body body) {
        if (step instanceof ProcessDefinition process) {
            return after(process, body);
        }
        if (step instanceof ToDefinition to && String.valueOf(to.getUri()).startsWith("direct:mediahook-")) {
            needsEvent(step, body, to.getUri());
        }
        if (!LEAVES_THE_BODY.contains(step.getClass())) {
            return Body.ANYTHING;
        }
        reads(step, body);
        if (!(step instanceof ChoiceDefinition choice)) {
            return through(step.getOutputs(), body);
        }
        List<Body> ends = Stream.<OutputNode>concat(
                        choice.getWhenClauses().stream(), Stream.ofNullable(choice.getOtherwise()))
                .map(branch -> branch(branch, body))
                .toList();
        return ends.stream().allMatch(body::equals) ? body : Body.ANYTHING;
    }

    private Body branch(OutputNode branch, Body body) {
        reads(branch, body);
        return through(branch.getOutputs(), body);
    }

    private Body after(ProcessDefinition step, Body body) {
        String name = String.valueOf(step.getRef()).replaceFirst("^#(bean:)?", "");
        Processor bean = context.getRegistry().lookupByNameAndType(name, Processor.class);
        if (bean instanceof PayloadMappingProcessor) {
            return Body.EVENT;
        }
        if (bean instanceof ConfirmProcessor || bean instanceof AcknowledgeProcessor) {
            needsEvent(step, body, name);
        }
        return bean instanceof ConfirmProcessor || bean instanceof VerifyingStep ? body : Body.ANYTHING;
    }

    private void needsEvent(NamedNode step, Body body, String what) {
        if (body == Body.DELIVERY) {
            throw fault(
                    step,
                    what,
                    "the route " + route.getRouteId() + " has not mapped the delivery before " + what
                            + ": put a step process: before it, with the ref: of the sender's PayloadMappingProcessor");
        }
    }

    private void reads(Object step, Body body) {
        if (step instanceof HasExpressionType expressing && step instanceof NamedNode node) {
            ExpressionDefinition expression = expressing.getExpressionType();
            if (expression != null && "simple".equals(expression.getLanguage())) {
                reads(node, String.valueOf(expression.getExpression()), body);
            }
        }
        if (step instanceof LogDefinition log) {
            reads(log, String.valueOf(log.getMessage()), body);
        }
    }

    private void reads(NamedNode step, String expression, Body body) {
        Matcher accessor = ACCESSOR.matcher(expression);
        while (accessor.find()) {
            String path = accessor.group(1);
            if (body == Body.DELIVERY) {
                if (samples.ofDelivery(path).isPresent()
                        && samples.ofEvent(path).isEmpty()) {
                    needsEvent(step, body, accessor.group());
                }
                samples.ofDelivery(path).ifPresent(cause -> refuse(step, accessor.group(), cause));
            } else {
                samples.ofEvent(path).ifPresent(cause -> refuse(step, accessor.group(), cause));
            }
        }
        Matcher outcome = OUTCOME.matcher(expression);
        while (strict && body == Body.EVENT && outcome.find()) {
            if (!OUTCOMES.contains(outcome.group(2))) {
                refuse(
                        step,
                        outcome.group(),
                        "no event has the outcome " + outcome.group(2) + "; there are "
                                + String.join(", ", new TreeSet<>(OUTCOMES)));
            }
        }
    }

    private void refuse(NamedNode step, String place, String cause) {
        throw fault(step, place, cause);
    }

    /** Camel gives the line of the step. What is wrong in it stands there, or on a line below. */
    private IllegalArgumentException fault(NamedNode step, String place, String cause) {
        int from = Math.max(0, step.getLineNumber() - 1);
        for (int at = from; at < lines.size(); at++) {
            if (lines.get(at).contains(place)) {
                return RouteFileChecks.fault(at + 1, cause);
            }
        }
        return RouteFileChecks.fault(from + 1, cause);
    }
}
