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
 * What a sender's API bean says about asking for jobs: the calls and the pace. It also says where the webhooks of the
 * whole account are managed.
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

    /** Whether the sender can be asked for the status of a job. */
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
     * The call that asks for the status of a job, with {@code {jobId}}: {@code GET /jobs/{jobId}}; left out if there is
     * none. If the call begins with {@code {jobUrl}}, it is built on {@code jobUrlField}: {@code GET {jobUrl}/status}.
     */
    public void setStatus(String status) {
        this.status = status;
    }

    /**
     * The field of a submission's answer with the address to ask for the job's status; used instead of {@code status}.
     */
    public void setStatusUrlField(String statusUrlField) {
        this.statusUrlField = statusUrlField;
    }

    /**
     * The field of a submission's answer with the job's own address, on which calls with {@code {jobUrl}} are built;
     * replaces {@code statusUrlField}.
     */
    public void setJobUrlField(String jobUrlField) {
        this.statusUrlField = jobUrlField;
    }

    /**
     * The hosts besides the API's own that may be asked at such an address, and so get the key: names or {@code
     * *.example.com}, comma-separated. An address at any other host is not used.
     */
    public void setStatusHosts(String statusHosts) {
        this.statusHosts = statusHosts;
    }

    /** What a 2xx answer says if the sender does not know the job: {@code status=Task not found}. */
    public void setNotFound(String notFound) {
        this.notFound = notFound;
    }

    /**
     * The call for the result of a job, if the answer that reports the job's success does not hold it: {@code GET
     * {jobUrl}}, or with {@code {jobId}}; left out if that answer holds everything.
     */
    public void setResult(String result) {
        this.result = result;
    }

    /** The field of the answer in which the mapping finds the result that was fetched. Default {@code result}. */
    public void setResultField(String resultField) {
        this.resultField = resultField;
    }

    /**
     * What the answer says instead of its success if the result is refused for good, for instance by a 422: {@code
     * status=ERROR}. The refusal then takes the place of the result. Left out if a refusal says nothing about the job.
     */
    public void setResultRefused(String resultRefused) {
        if (!resultRefused.isEmpty() && resultRefused.indexOf('=') < 1) {
            throw new IllegalArgumentException("resultRefused: \"" + resultRefused + "\" is not field=word");
        }
        this.resultRefused = resultRefused;
    }

    /** Where the webhooks of the whole account are listed, made and ended; left out if the sender has none. */
    public void setWebhooks(String webhooks) {
        this.webhooks = webhooks;
    }

    /** The types of events to ask for, comma-separated. */
    public void setWebhookEvents(String webhookEvents) {
        this.webhookEvents = SettingsReader.commaSeparated(webhookEvents);
    }

    /** How long to wait for the webhook before the first poll. */
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

    /** The headers that every call carries besides the key: {@code Name: value}, comma-separated. */
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
