package vn.chibo.admission.eligibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import vn.chibo.admission.eligibility.CandidateFacts.Sponsor;

/** One line of {@code candidates.csv}. */
record Candidate(String what, LocalDate consideredOn, CandidateFacts facts, List<Condition> expected) {

    static List<Candidate> all() {
        try {
            return new ClassPathResource("admission/candidates.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> of(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Candidate named(String what) {
        return all().stream()
                .filter(candidate -> candidate.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate of(String[] cells) {
        var facts = new CandidateFacts(
                LocalDate.parse(cells[1]),
                cells[3].equals("yes"),
                Education.valueOf(cells[4]),
                words(cells[5]).stream().map(EducationException::valueOf).collect(Collectors.toSet()),
                date(cells[6]),
                date(cells[7]),
                cells[8].equals("yes"),
                words(cells[9]).stream()
                        .map(text -> new Sponsor(!text.endsWith("*"), LocalDate.parse(text.replace("*", ""))))
                        .toList(),
                Integer.parseInt(cells[10]),
                date(cells[11]),
                date(cells[12]));
        return new Candidate(
                cells[0],
                LocalDate.parse(cells[2]),
                facts,
                words(cells[13]).stream().map(Condition::valueOf).toList());
    }

    private static @Nullable LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Override
    public String toString() {
        return what;
    }
}
