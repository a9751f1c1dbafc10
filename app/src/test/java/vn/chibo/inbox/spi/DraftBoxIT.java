package vn.chibo.inbox.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import vn.chibo.engine.EngineCommands;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.InboxTestDatabase;

@SpringJUnitConfig(InboxTestDatabase.class)
@MockitoBean(types = EngineCommands.class)
class DraftBoxIT {

    @Autowired
    private DraftBox drafts;

    private final CurrentUser owner = InboxTestDatabase.secretaryOf("CB-0001");

    @Test
    void keepsWhatWasTypedCharacterByCharacter() {
        var typed = Map.of("conclusion", "Nhất trí “18/22” \\u0000 \n dòng 2 🙂\0", "place", "");

        drafts.save(owner, "task:1", 0, typed);

        assertThat(drafts.find(owner, "task:1").orElseThrow().fields())
                .containsEntry("conclusion", "Nhất trí “18/22” \\u0000 \n dòng 2 🙂")
                .containsEntry("place", "");
    }

    @Test
    void laterTabIsToldAndOverwritesNothing() {
        var first = drafts.save(owner, "task:1", 0, Map.of("place", "Nhà văn hóa"));
        var otherTab = drafts.save(owner, "task:1", first.current().version(), Map.of("place", "Hội trường"));

        var stale = drafts.save(owner, "task:1", first.current().version(), Map.of("place", "cũ"));
        var second = drafts.save(owner, "task:1", 0, Map.of("place", "mới mở"));

        assertThat(otherTab.accepted()).isTrue();
        assertThat(stale.accepted()).isFalse();
        assertThat(second.accepted()).isFalse();
        assertThat(stale.current()).isEqualTo(otherTab.current());
        assertThat(drafts.find(owner, "task:1").orElseThrow().fields()).containsEntry("place", "Hội trường");
    }

    @Test
    void sameTextsOnceMoreDisturbNoOtherTab() {
        var first = drafts.save(owner, "task:1", 0, Map.of("place", "Nhà văn hóa"));
        drafts.save(owner, "task:1", first.current().version(), Map.of("place", "Nhà văn hóa"));

        var otherTab = drafts.save(owner, "task:1", first.current().version(), Map.of("place", "Hội trường"));

        assertThat(otherTab.accepted()).isTrue();
        assertThat(otherTab.current().version()).isNotEqualTo(first.current().version());
    }

    @Test
    void draftBegunAnewIsNotTakenForTheDiscardedOne() {
        var before = drafts.save(owner, "task:1", 0, Map.of("place", "trước"));
        drafts.discard(owner, "task:1");
        assertThat(drafts.save(owner, "task:1", before.current().version(), Map.of()))
                .isEqualTo(new DraftBox.Saved(false, DraftBox.Draft.NONE));
        drafts.save(owner, "task:1", 0, Map.of("place", "sau"));

        var stale = drafts.save(owner, "task:1", before.current().version(), Map.of("place", "trước"));

        assertThat(stale.accepted()).isFalse();
        assertThat(stale.current().fields()).containsEntry("place", "sau");
    }

    @Test
    void draftsArePersonal() {
        drafts.save(owner, "task:1", 0, Map.of("place", "của tôi"));

        assertThat(drafts.find(InboxTestDatabase.secretaryOf("CB-0001"), "task:1"))
                .isEmpty();
    }

    @Test
    void refusesPlacesThatCouldBreakAUrl() {
        assertThatIllegalArgumentException().isThrownBy(() -> drafts.save(owner, "task/../1", 0, Map.of()));
    }
}
