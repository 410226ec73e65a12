package dev.mediahook.submit;

import dev.mediahook.config.Amounts;
import dev.mediahook.config.SettingsReader;
import dev.mediahook.sender.PollPace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/**
 * What a sender's API bean says of how its jobs are asked after: the calls and the pace; and where the whole account's webhooks
 * are made.
 */
@NullUnmarked
abstract sealed class AskedSender permits SenderApiProcessor {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private String status = "";
    private String statusUrlField = "";
    private String statusHosts = "";
    private String notFound = "";
    private String result = "";
    private String resultField = "result";
    private String resultRefused = "";
    private String webhooks = "";
    private List<String> webhookEvents = List.of();
    private Duration webhookTimeout = PollPace.USUAL.webhookTimeout();
    private Duration pollFirst = PollPace.USUAL.first();
    private double pollFactor = PollPace.USUAL.factor();
    private Duration pollMost = PollPace.USUAL.most();

    public PollPace pace() {
        return new PollPace(webhookTimeout, pollFirst, pollFactor, pollMost);
    }

    /** Whether the sender can be asked how a job is. */
    public boolean tellsStatus() {
        return !status.isEmpty();
    }

    final String status() {
        return status;
    }

    final String notFound() {
        return notFound;
    }

    final Results results() {
        return new Results(result, resultField, resultRefused);
    }

    final StatusUrls statusUrls(Supplier<Submissions> submissions) {
        return new StatusUrls(statusUrlField, statusHosts, submissions);
    }

    public String webhooks() {
        return webhooks;
    }

    public List<String> webhookEvents() {
        return webhookEvents;
    }

    /**
     * The call that asks how a job is, with {@code {jobId}}: {@code GET /jobs/{jobId}}; left out if none does. With
     * {@code {jobUrl}} at its beginning it is built on {@code jobUrlField}: {@code GET {jobUrl}/status}.
     */
    public void setStatus(String status) {
        this.status = status;
    }

    /** A submission's answer's field with the address at which to ask how the job is; it goes before {@code status}. */
    public void setStatusUrlField(String statusUrlField) {
        this.statusUrlField = statusUrlField;
    }

    /**
     * A submission's answer's field with the job's own address, on which calls with {@code {jobUrl}} are built; in the place of
     * {@code statusUrlField}.
     */
    public void setJobUrlField(String jobUrlField) {
        this.statusUrlField = jobUrlField;
    }

    /**
     * The hosts besides the API's own that may be asked there, and so get the key: names or {@code *.example.com},
     * comma-separated. Any other address is not used.
     */
    public void setStatusHosts(String statusHosts) {
        this.statusHosts = statusHosts;
    }

    /** What stands in a 2xx answer if the sender does not know the job: {@code status=Task not found}. */
    public void setNotFound(String notFound) {
        this.notFound = notFound;
    }

    /**
     * The call for the result of a job, if the answer that tells of its success does not hold it: {@code GET {jobUrl}}, or with
     * {@code {jobId}}; left out if that answer says all.
     */
    public void setResult(String result) {
        this.result = result;
    }

    /** The field of the answer under which the mapping finds the result that was asked for. Default {@code result}. */
    public void setResultField(String resultField) {
        this.resultField = resultField;
    }

    /**
     * What the answer says instead of its success if the result is refused for good, as by a 422: {@code status=ERROR}. The
     * refusal then stands where the result would. Left out if a refusal says nothing of the job.
     */
    public void setResultRefused(String resultRefused) {
        if (!resultRefused.isEmpty() && resultRefused.indexOf('=') < 1) {
            throw new IllegalArgumentException("resultRefused: \"" + resultRefused + "\" is not field=word");
        }
        this.resultRefused = resultRefused;
    }

    /** Where the webhooks of the whole account are listed, made and ended; left out if there is no such thing. */
    public void setWebhooks(String webhooks) {
        this.webhooks = webhooks;
    }

    /** The types of events to ask for, comma-separated. */
    public void setWebhookEvents(String webhookEvents) {
        this.webhookEvents = SettingsReader.commaSeparated(webhookEvents);
    }

    /** How long the webhook is waited for before the first poll. */
    public void setWebhookTimeout(String webhookTimeout) {
        this.webhookTimeout = Amounts.duration(webhookTimeout);
    }

    /** The first pause between two polls. */
    public void setPollFirst(String pollFirst) {
        this.pollFirst = Amounts.duration(pollFirst);
    }

    /** The factor by which each further pause is longer. */
    public void setPollFactor(double pollFactor) {
        this.pollFactor = pollFactor;
    }

    /** The longest pause. */
    public void setPollMost(String pollMost) {
        this.pollMost = Amounts.duration(pollMost);
    }

    /** What every call carries besides the key: {@code Name: value}, comma-separated. */
    public void setHeaders(String lines) {
        for (String line : SettingsReader.commaSeparated(lines)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("headers: \"" + lines + "\" is not Name: value, comma-separated");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    final Map<String, String> headers() {
        return Map.copyOf(headers);
    }
}
