package dev.mediahook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.config.SenderProperties;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.RequestHead;
import dev.mediahook.receive.Via;
import dev.mediahook.verify.DerivedSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.NullUnmarked;

/**
 * A sender's own API, configured by setters from its route file: makes a {@link Submitted} of a {@link Submission}, of a
 * {@link StatusQuery} the {@link Delivery} that a webhook would have brought, has a {@link Cancellation} done, makes any
 * other {@link SenderCall}, and answers a {@link JobsQuery} with {@link ListedJob}s.
 */
@NullUnmarked
public final class SenderApiProcessor implements Processor, CamelContextAware {

    private CamelContext camelContext;
    private String sender;
    private String url;
    private String auth;
    private String submit;
    private String modelField = "";
    private String inputField = "";
    private String webhookField = "";
    private String secretField = "";
    private String webhookQuery = "";
    private String webhookHeader = "";
    private String fixed = "";
    private String jobIdField;
    private String status;
    private String statusUrlField = "";
    private String statusHosts = "";
    private String notFound = "";
    private String cancel = "";
    private String jobs = "";
    private String listField = "";
    private String createdField = "";

    @Override
    public void process(Exchange exchange) {
        Object asked = exchange.getMessage().getBody();
        if (asked instanceof Submission submission) {
            exchange.getMessage().setBody(submit(submission));
        } else if (asked instanceof StatusQuery query) {
            exchange.getMessage().setBody(status(query));
        } else if (asked instanceof Cancellation cancellation) {
            cancel(cancellation);
        } else if (asked instanceof SenderCall other) {
            exchange.getMessage()
                    .setBody(api().answer(call(api().call(other)).body().bytes()));
        } else if (asked instanceof JobsQuery) {
            exchange.getMessage().setBody(jobs());
        } else {
            throw new IllegalArgumentException("a sender's API takes no " + asked);
        }
    }

    private Submitted submit(Submission submission) {
        SenderApi api = api();
        ApiClient.Reply reply;
        try {
            reply = call(api.submit(submission, webhook(submission), secret(submission)));
        } catch (SenderAnswer refused) {
            // Some repeat what they refuse.
            throw refused.without(derived(submission))
                    .without(property("api-key").orElse(""));
        }
        return api.jobId(reply.body().bytes())
                .map(jobId -> new Submitted(
                        sender, jobId, api.text(reply.body().bytes(), statusUrlField).orElse(null)))
                .orElseThrow(SenderAnswer::nameless);
    }

    private Delivery status(StatusQuery query) {
        SenderApi api = api();
        SenderApi.Request usual = api.status(query.jobId());
        ApiClient.Reply reply = call(statusUrl(query.jobId())
                .map(url -> new SenderApi.Request(usual.method(), url.toString(), usual.headers(), usual.body()))
                .orElse(usual));
        if (api.saysNotFound(reply.body().bytes(), notFound)) {
            throw SenderAnswer.ofUnknownJob();
        }
        return new Delivery(query.event(), sender, Via.POLL, query.at(), RequestHead.none(), reply.body());
    }

    /** Where the sender said with the job that it wants to be asked, where it may be asked there. */
    private Optional<URI> statusUrl(String jobId) {
        Submissions submissions = camelContext.getRegistry().findSingleByType(Submissions.class);
        return statusUrlField.isEmpty() || submissions == null
                ? Optional.empty()
                : submissions.statusUrl(sender, jobId).flatMap(told -> StatusUrl.usable(told, apiUrl(), statusHosts));
    }

    private String apiUrl() {
        return property("api-url").orElse(url).replaceAll("/+$", "");
    }

    private void cancel(Cancellation cancellation) {
        call(api().cancel(cancellation.jobId())
                .orElseThrow(() -> new SenderAnswer(409, "this sender cancels no job", null)));
    }

    private ListedJob[] jobs() {
        SenderApi api = api();
        return api.list()
                .map(request -> api.listed(call(request).body().bytes()))
                .orElse(List.of())
                .toArray(ListedJob[]::new);
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
                apiUrl(),
                key,
                auth,
                submit,
                modelField,
                inputField,
                webhookField,
                secretField,
                webhookQuery,
                webhookHeader,
                fixed,
                jobIdField,
                status,
                cancel,
                jobs,
                listField,
                createdField);
    }

    /** A secret for this job alone; nothing where what the sender sends is not verified by one. */
    private Optional<String> secret(Submission submission) {
        return property("webhook-secret").map(configured -> derived(submission));
    }

    private String derived(Submission submission) {
        return camelContext
                .getRegistry()
                .lookupByNameAndType("derivedSecret", DerivedSecret.class)
                .of(sender, submission.id());
    }

    /** Where the sender is to call us; nowhere, where nobody said how we are reached, or the sender is off. */
    private Optional<String> webhook(Submission submission) {
        if (property("webhook-token").isEmpty() && property("webhook-secret").isEmpty()) {
            return Optional.empty();
        }
        Optional<String> token = property("webhook-token").map(configured -> derived(submission));
        return properties()
                .webhookAddress(sender)
                .map(address -> address + token.map(one -> "/" + one).orElse(""));
    }

    private Optional<String> property(String name) {
        return properties().text(sender, name);
    }

    private SenderProperties properties() {
        return new SenderProperties(camelContext.getPropertiesComponent()::resolveProperty);
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

    /** The call that submits, with {@code {model}}: {@code POST /v1/{model}}. */
    public void setSubmit(String submit) {
        this.submit = submit;
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

    /** What the body always says besides: {@code field=JSON}, comma-separated. */
    public void setFixed(String fixed) {
        if (!SettingsReader.commaSeparated(fixed).stream().allMatch(field -> field.indexOf('=') > 0)) {
            throw new IllegalArgumentException("fixed: \"" + fixed + "\" is not field=JSON, comma-separated");
        }
        this.fixed = fixed;
    }

    /** The answer's field with the job's id; of several, separated by spaces, the first that is there. */
    public void setJobIdField(String jobIdField) {
        this.jobIdField = jobIdField;
    }

    /** The call that asks how a job is, with {@code {jobId}}: {@code GET /jobs/{jobId}}. */
    public void setStatus(String status) {
        this.status = status;
    }

    /** A submission's answer's field with the address at which to ask how the job is; it goes before {@code status}. */
    public void setStatusUrlField(String statusUrlField) {
        this.statusUrlField = statusUrlField;
    }

    /**
     * The hosts besides the API's own that may be asked there, and so get the key: names or {@code *.example.com},
     * comma-separated. Any other address is not used.
     */
    public void setStatusHosts(String statusHosts) {
        this.statusHosts = statusHosts;
    }

    /** What stands in a 2xx answer where the sender does not know the job: {@code status=Task not found}. */
    public void setNotFound(String notFound) {
        this.notFound = notFound;
    }

    /** The call that cancels a job, with {@code {jobId}}: {@code DELETE /jobs/{jobId}}; left out where none does. */
    public void setCancel(String cancel) {
        this.cancel = cancel;
    }

    /** The call that lists the newest jobs: {@code GET /jobs}; left out where none does. */
    public void setJobs(String jobs) {
        this.jobs = jobs;
    }

    /** The list's field with the jobs. */
    public void setListField(String listField) {
        this.listField = listField;
    }

    /** A listed job's field with the time at which it was made, as ISO 8601 writes it. */
    public void setCreatedField(String createdField) {
        this.createdField = createdField;
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
