package dev.mediahook.verify;

import dev.mediahook.delivery.Delivery;
import dev.mediahook.delivery.JsonLocation;
import dev.mediahook.delivery.Proof;
import dev.mediahook.receive.RefusalCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With {@code require-known-job}, only deliveries of known jobs are taken from a sender. */
class JobCheckTest {

    private static final String CONFIGURED = "configured";
    private static final String OF_THE_ACCOUNT = "made when the account's webhook was registered";

    private final JobCheck check = new JobCheck(new OneJob("ours"), new JsonLocation("$.id"), true);

    @Test
    void takesAKnownJobByEitherSecret() {
        Deliveries.assertVerified(verdict("ours", CONFIGURED));
        Deliveries.assertVerified(verdict("ours", OF_THE_ACCOUNT));
    }

    @Test
    void refusesAnUnknownJobByEitherSecret() {
        Deliveries.assertRefused(verdict("theirs", CONFIGURED), RefusalCause.JOB_UNKNOWN);
        Deliveries.assertRefused(verdict("theirs", OF_THE_ACCOUNT), RefusalCause.JOB_UNKNOWN);
    }

    private Verdict verdict(String job, String signedWith) {
        SecretVerifier verifier = new SignedWith(signedWith);
        Delivery delivery = Deliveries.of("{\"id\":\"" + job + "\"}");
        return check.verdict(delivery, verifier.verify(delivery), verifier);
    }

    private record SignedWith(String signedWith) implements SecretVerifier {

        @Override
        public Verdict verify(Delivery delivery) {
            return verify(delivery, CONFIGURED);
        }

        @Override
        public Verdict verify(Delivery delivery, String secret) {
            return secret.equals(signedWith)
                    ? new Verdict.Verified(Proof.SIGNED)
                    : new Verdict.Refused(RefusalCause.SIGNATURE_WRONG);
        }
    }

    private record OneJob(String job) implements SubmittedJobs {

        @Override
        public List<String> secrets(String sender) {
            return List.of(OF_THE_ACCOUNT);
        }

        @Override
        public List<JobSecret> secrets(String sender, String jobId) {
            return List.of();
        }

        @Override
        public void found(String sender, String submission, String jobId) {
            throw new AssertionError("no job has a secret of its own");
        }

        @Override
        public void askAfter(String sender, String jobId) {
            throw new AssertionError("nothing was refused yet");
        }

        @Override
        public boolean known(String sender, String jobId) {
            return jobId.equals(job);
        }

        @Override
        public boolean submitting(String sender) {
            return false;
        }
    }
}
