package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    @Test
    void showsTheFirstAccountOfEachRole(@TempDir Path directory) throws IOException {
        var csv = directory.resolve("accounts.csv");
        Files.writeString(csv, """
                account,password,role,memberCode
                bithu.cb01,secret,Bí thư chi bộ,M-1
                bithu.cb02,secret,Bí thư chi bộ,M-2
                vanphong,secret,Văn phòng đảng ủy,M-3
                """);

        assertThat(Accounts.read(csv).lines())
                .containsExactly("    bithu.cb01  secret  Bí thư chi bộ", "    vanphong    secret  Văn phòng đảng ủy");
    }

    @Test
    void doesWithoutTheFile(@TempDir Path directory) {
        assertThat(Accounts.read(directory.resolve("none.csv")).lines()).isEmpty();
    }
}
