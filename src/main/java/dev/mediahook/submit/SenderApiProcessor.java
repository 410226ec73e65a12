package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RequestHead;
import dev.mediahook.receive.Via;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.NullUnmarked;

/**
 * A sender's own API, configured by setters from its route file: makes a {@link Submitted} of a {@link Submission}, and
 * of a {@link StatusQuery} the {@link Delivery} that a webhook would have brought.
 */
@NullUnmarked
public final class SenderApiProcessor implements Processor, CamelContextAware {

    private CamelContext camelContext;
    private String sender;
    private String url;
    private String auth;
    private String submitPath;
    private String modelField = "";
    private String inputField = "";
    private String webhookField = "";
    private String secretField = "";
    private String webhookQuery = "";
    private String webhookHeader = "";
    private String jobIdField;
    private String statusPath;

    @Override
    public void process(Exchange exchange) {
        Object asked = exchange.getMessage().getBody();
        if (asked instanceof Submission submission) {
            exchange.getMessage().setBody(submit(submission));
        } else if (asked instanceof StatusQuery query) {
            exchange.getMessage().setBody(status(query));
        } else {
            throw new IllegalArgumentException("a sender's API takes a Submission or a StatusQuery");
        }
    }

    private Submitted submit(Submission submission) {
        SenderApi api = api();
        ApiClient.Reply reply = call(api.submit(submission, webhook(), first("webhook-secret")));
        return api.jobId(reply.body().bytes())
                .map(jobId -> new Submitted(sender, jobId))
                .orElseThrow(() -> new SenderAnswer(502, "the sender took the job but named no id for it", null));
    }

    private Delivery status(StatusQuery query) {
        ApiClient.Reply reply = call(api().status(query.jobId()));
        return new Delivery(query.event(), sender, Via.POLL, query.at(), RequestHead.none(), reply.body());
    }

    private ApiClient.Reply call(SenderApi.Request request) {
        JsonNode body = request.body();
        ApiClient client = camelContext.getRegistry().lookupByNameAndType("senderApiClient", ApiClient.class);
        ApiClient.Reply reply = client.call(
                new HttpUriRequestBase(request.method(), URI.create(request.url())),
                request.headers(),
                body.isNull() ? null : body.toString().getBytes(StandardCharsets.UTF_8));
        if (reply.status() / 100 != 2) {
            throw new SenderAnswer(
                    reply.status(), SenderApi.message(reply.body().bytes()), reply.retryAfter());
        }
        return reply;
    }

    private SenderApi api() {
        String key = property("api-key")
                .orElseThrow(
                        () -> new SenderAnswer(409, "set mediahook." + sender + ".api-key to call this sender", null));
        return new SenderApi(
                property("api-url").orElse(url).replaceAll("/+$", ""),
                key,
                auth,
                submitPath,
                modelField,
                inputField,
                webhookField,
                secretField,
                webhookQuery,
                webhookHeader,
                jobIdField,
                statusPath);
    }

    /** Where the sender is to call us; nowhere, where nobody said how we are reached. */
    private Optional<String> webhook() {
        Optional<String> token = first("webhook-token");
        return camelContext
                .getPropertiesComponent()
                .resolveProperty("mediahook.public-url")
                .filter(address -> !address.isBlank())
                .map(address -> address.strip().replaceAll("/+$", "") + "/webhooks/" + sender
                        + token.map(one -> "/" + one).orElse(""));
    }

    private Optional<String> first(String name) {
        return property(name).map(values -> values.split(",", -1)[0].strip());
    }

    private Optional<String> property(String name) {
        return camelContext
                .getPropertiesComponent()
                .resolveProperty("mediahook." + sender + "." + name)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The sender's name; its properties are {@code mediahook.{sender}.api-url} and {@code .api-key}. */
    public void setSender(String sender) {
        this.sender = sender;
    }

    /** The sender's own address, which {@code api-url} overrides. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** The header that carries the key, such as {@code Authorization: Bearer {key}}. */
    public void setAuth(String auth) {
        this.auth = auth;
    }

    /** The path to submit at, with {@code {model}}. */
    public void setSubmitPath(String submitPath) {
        this.submitPath = submitPath;
    }

    /** The body's field for the model, where it does not stand in the path. */
    public void setModelField(String modelField) {
        this.modelField = modelField;
    }

    /** The body's field for the input, where the input is not the body. */
    public void setInputField(String inputField) {
        this.inputField = inputField;
    }

    /** The body's field for our address. */
    public void setWebhookField(String webhookField) {
        this.webhookField = webhookField;
    }

    /** The body's field for our secret. */
    public void setSecretField(String secretField) {
        this.secretField = secretField;
    }

    /** The query parameter for our address. */
    public void setWebhookQuery(String webhookQuery) {
        this.webhookQuery = webhookQuery;
    }

    /** The header for our address. */
    public void setWebhookHeader(String webhookHeader) {
        this.webhookHeader = webhookHeader;
    }

    /** The answer's field with the job's id. */
    public void setJobIdField(String jobIdField) {
        this.jobIdField = jobIdField;
    }

    /** The path to ask at how a job is, with {@code {jobId}}. */
    public void setStatusPath(String statusPath) {
        this.statusPath = statusPath;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
