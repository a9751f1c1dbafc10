package vn.chibo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {

    @Test
    void theWaitDoublesButEnds() {
        assertThat(FailedSignIns.waitAfter(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(FailedSignIns.waitAfter(3)).isEqualTo(Duration.ofMinutes(4));
        assertThat(FailedSignIns.waitAfter(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void leadsOnlyToPathsOfThisSite() {
        assertThat(SignInAnswers.localPath("/inbox?q=a")).isEqualTo("/inbox?q=a");
        assertThat(SignInAnswers.localPath("//example.org")).isNull();
        assertThat(SignInAnswers.localPath("/\\example.org")).isNull();
        assertThat(SignInAnswers.localPath("https://example.org")).isNull();
        assertThat(SignInAnswers.localPath("/a\r\nSet-Cookie: x")).isNull();
        assertThat(SignInAnswers.localPath("/sign-in?continue=/sign-in")).isNull();
    }
}
