package dev.mediahook.submit;

import dev.mediahook.config.SenderProperties;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.event.PayloadMappingProcessor;
import dev.mediahook.fetch.HostKey;
import dev.mediahook.verify.DerivedSecret;
import dev.mediahook.verify.PublishedKeysProcessor;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.NullUnmarked;

/**
 * A sender's own API, configured by setters from its route file. As a step, it turns a {@link Submission} into a {@link
 * Submitted} and a {@link StatusQuery} into the delivery that a webhook would have brought; it also makes any other
 * {@link SenderCall}.
 */
@NullUnmarked
public final class SenderApiProcessor extends AskedSender implements Processor, CamelContextAware {

    private CamelContext camelContext;
    private String sender;
    private String url;
    private String auth;
    private String submit = "";
    private String modelField = "";
    private String inputField = "";
    private String webhookField = "";
    private String secretField = "";
    private String webhookQuery = "";
    private String webhookHeader = "";
    private String fixed = "";
    private String jobIdField;
    private String cancel = "";
    private String jobs = "";
    private String listField = "";
    private String createdField = "";
    private boolean keyFetchesMedia;
    private PayloadMappingProcessor answers;

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(calls().answer(exchange.getMessage().getBody()));
    }

    /** The calls of this API, with the present configuration. */
    public SenderApiCalls calls() {
        SenderProperties properties = new SenderProperties(camelContext.getPropertiesComponent()::resolveProperty);
        return new SenderApiCalls(
                sender,
                api(properties),
                headers(),
                notFound(),
                results(),
                answers,
                properties,
                registered(ApiClient.class),
                () -> registered(DerivedSecret.class),
                statusUrls(() -> registered(Submissions.class)),
                () -> camelContext.getRegistry().findByType(PublishedKeysProcessor.class).stream()
                        .anyMatch(verifying -> verifying.isOf(sender)));
    }

    /**
     * The key with which media at this API's own host are fetched; nothing if they need none, or if none is configured.
     */
    public Optional<HostKey> mediaKey() {
        SenderProperties properties = new SenderProperties(camelContext.getPropertiesComponent()::resolveProperty);
        if (!keyFetchesMedia || !properties.has(sender, "api-key")) {
            return Optional.empty();
        }
        SenderApi api = api(properties).get();
        return Optional.of(HostKey.of(api.url(), api.auth(), api.key()));
    }

    private <T> T registered(Class<T> type) {
        T found = camelContext.getRegistry().findSingleByType(type);
        if (found == null) {
            throw new IllegalStateException("Mediahook is not installed in this context");
        }
        return found;
    }

    private Supplier<SenderApi> api(SenderProperties properties) {
        return () -> new SenderApi(
                properties.text(sender, "api-url").orElse(url).replaceAll("/+$", ""),
                properties
                        .text(sender, "api-key")
                        .orElseThrow(() -> new SenderApiException(
                                409, "set mediahook." + sender + ".api-key to call this sender", null)),
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
                status(),
                cancel,
                jobs,
                listField,
                createdField);
    }

    public String sender() {
        return sender;
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

    /**
     * The call that submits a job, with {@code {model}}: {@code POST /v1/{model}}; left out if no jobs are submitted.
     */
    public void setSubmit(String submit) {
        this.submit = submit;
    }

    /** The body's field for the model, if the path does not hold it. */
    public void setModelField(String modelField) {
        this.modelField = modelField;
    }

    /** The body's field for the input, if the input is not the body. */
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

    /** The fields that the body always has besides: {@code field=JSON}, comma-separated. */
    public void setFixed(String fixed) {
        if (!SettingsReader.commaSeparated(fixed).stream().allMatch(field -> field.indexOf('=') > 0)) {
            throw new IllegalArgumentException("fixed: \"" + fixed + "\" is not field=JSON, comma-separated");
        }
        this.fixed = fixed;
    }

    /** The answer's field with the job's id; of several, separated by spaces, the first that is present. */
    public void setJobIdField(String jobIdField) {
        this.jobIdField = jobIdField;
    }

    /**
     * The call that cancels a job, with {@code {jobId}}, or with {@code {jobUrl}} at its beginning: {@code DELETE
     * /jobs/{jobId}}; left out if there is none.
     */
    public void setCancel(String cancel) {
        this.cancel = cancel;
    }

    /** The call that lists the newest jobs: {@code GET /jobs}; left out if there is none. */
    public void setJobs(String jobs) {
        this.jobs = jobs;
    }

    /** The list's field with the jobs. */
    public void setListField(String listField) {
        this.listField = listField;
    }

    /** A listed job's field with the time at which it was made, in ISO 8601. */
    public void setCreatedField(String createdField) {
        this.createdField = createdField;
    }

    /**
     * Whether media at the API's host are fetched with its key: only at that host, and never after a redirect to
     * another. Default false.
     */
    public void setKeyFetchesMedia(boolean keyFetchesMedia) {
        this.keyFetchesMedia = keyFetchesMedia;
    }

    /** Reads an answer about a job; as a rule, the bean that reads the sender's webhooks. */
    public void setAnswers(PayloadMappingProcessor answers) {
        this.answers = answers;
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
