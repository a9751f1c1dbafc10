package vn.chibo.monitoring.course;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.shared.NotFound;

/** The course of a case, for whoever may see its unit's cases. */
@Controller
@RequestMapping("/cases/{id}/course")
class CourseController {

    private final Cases cases;
    private final CoursePages pages;
    private final Access access;

    CourseController(Cases cases, CoursePages pages, Access access) {
        this.cases = cases;
        this.pages = pages;
        this.access = access;
    }

    @GetMapping
    String show(@PathVariable String id, @RequestParam(required = false) @Nullable Long process, Model model) {
        model.addAttribute("page", pages.page(seen(id), Optional.ofNullable(process)));
        return "monitoring/course/course";
    }

    @GetMapping("/{instance}/diagram.bpmn")
    ResponseEntity<String> diagram(@PathVariable String id, @PathVariable long instance) {
        var xml = pages.diagram(seen(id), instance).orElseThrow(() -> new NotFound("process " + instance));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.noStore())
                .body(xml);
    }

    private CaseView seen(String id) {
        try {
            var found = cases.find(CaseId.of(id)).orElseThrow(() -> new NotFound("case " + id));
            access.require(Permission.CASE_VIEW, found.unit());
            return found;
        } catch (IllegalArgumentException e) {
            throw new NotFound("case with a malformed id");
        }
    }
}
