package vn.chibo.inbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.inbox.spi.DraftBox.Draft;

/** Where {@code drafts.js} keeps what is being typed. Everybody reaches only their own drafts. */
@RestController
@RequestMapping("/drafts/{place:[A-Za-z0-9:._-]{1,200}}")
class DraftController {

    /** Characters of all fields together; a long evening's minutes have about 30,000. */
    private static final int LARGEST = 500_000;

    private static final int MOST_FIELDS = 2_000;

    private final DraftBox drafts;
    private final Users users;

    DraftController(DraftBox drafts, Users users) {
        this.drafts = drafts;
        this.users = users;
    }

    @GetMapping
    Answer find(@PathVariable String place) {
        return Answer.of(drafts.find(users.current(), place).orElse(Draft.NONE));
    }

    /** 200 when saved, 409 with the stored draft when another tab or device was faster, 413 when it is too much. */
    @PutMapping
    ResponseEntity<Answer> save(@PathVariable String place, @RequestBody Typed typed) {
        var size = typed.fields().entrySet().stream()
                .mapToLong(field -> field.getKey().length() + field.getValue().length())
                .sum();
        if (size > LARGEST || typed.fields().size() > MOST_FIELDS) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        var saved = drafts.save(users.current(), place, typed.version(), typed.fields());
        return ResponseEntity.status(saved.accepted() ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(Answer.of(saved.current()));
    }

    record Typed(long version, Map<String, String> fields) {

        Typed(long version, @Nullable Map<String, @Nullable String> fields) {
            this.version = version;
            this.fields = new LinkedHashMap<>();
            if (fields != null) {
                fields.forEach((name, text) -> this.fields.put(name, text == null ? "" : text));
            }
        }
    }

    record Answer(long version, Instant savedAt, Map<String, String> fields) {

        static Answer of(Draft draft) {
            return new Answer(draft.version(), draft.savedAt(), draft.fields());
        }
    }
}
