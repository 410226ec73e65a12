package dev.mediahook.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharesTest {

    private final Shares shares = new Shares(16);

    @Test
    void giveAnOwnerWhoIsAloneHalfOfTheThreads() {
        wait("slow", 100);
        assertThat(begun()).hasSize(8);
    }

    @Test
    void giveWhoeverComesNextHalfOfWhatIsLeft() {
        wait("slow", 100);
        begun();
        wait("second", 100);
        assertThat(begun()).hasSize(4).allMatch(share -> share.owner().equals("second"));
        wait("third", 100);
        assertThat(begun()).hasSize(2).allMatch(share -> share.owner().equals("third"));
    }

    @Test
    void giveOnePartHalfOfItsOwnersShare() {
        for (int i = 0; i < 100; i++) {
            shares.add(new Shares.Task(new Share("sender", "first"), () -> {}));
        }
        assertThat(begun()).hasSize(4);
        shares.add(new Shares.Task(new Share("sender", "second"), () -> {}));
        assertThat(begun()).containsExactly(new Share("sender", "second"));
    }

    @Test
    void neverGiveMoreThreadsThanThereAre() {
        for (int owner = 0; owner < 100; owner++) {
            wait("owner-" + owner, 10);
        }
        List<Share> begun = begun();
        assertThat(begun).hasSize(16);
        shares.ended(begun.get(0));
        assertThat(begun()).as("one share begins for each that ends").hasSize(1);
    }

    @Test
    void giveTheLastThreadToo() {
        Shares one = new Shares(1);
        one.add(new Shares.Task(new Share("any", "any"), () -> {}));
        assertThat(one.next()).isPresent();
    }

    private void wait(String owner, int tasks) {
        for (int i = 0; i < tasks; i++) {
            shares.add(new Shares.Task(new Share(owner, "part-" + i), () -> {}));
        }
    }

    private List<Share> begun() {
        List<Share> begun = new ArrayList<>();
        for (Optional<Shares.Task> next = shares.next(); next.isPresent(); next = shares.next()) {
            begun.add(next.get().share());
        }
        return begun;
    }
}
