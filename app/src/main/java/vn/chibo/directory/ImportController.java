package vn.chibo.directory;

import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.workbook.ImportPreview;
import vn.chibo.organization.workbook.ImportRefused;
import vn.chibo.organization.workbook.ImportScope;
import vn.chibo.organization.workbook.WorkbookImports;
import vn.chibo.organization.workbook.WorkbookTemplate;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;

/** Upload, look, then import. Nothing changes before the second step, and then exactly what was shown. */
@Controller
@RequestMapping("/organization/import")
class ImportController {

    private static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int LATEST = 10;

    private final WorkbookImports imports;
    private final Access access;
    private final Users users;

    ImportController(WorkbookImports imports, Access access, Users users) {
        this.imports = imports;
        this.access = access;
        this.users = users;
    }

    @GetMapping
    ModelAndView form() {
        scope();
        return new ModelAndView("organization/import").addObject("latest", imports.latest(LATEST));
    }

    @GetMapping("/template.xlsx")
    ResponseEntity<byte[]> template() {
        scope();
        return ResponseEntity.ok()
                .contentType(WORKBOOK)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("mau-nhap-to-chuc.xlsx")
                                .build()
                                .toString())
                .body(WorkbookTemplate.empty());
    }

    /** A workbook with errors answers with them at once; one without is kept and shown at its own address. */
    @PostMapping
    ModelAndView preview(@RequestParam("file") MultipartFile file) throws IOException {
        var name = file.getOriginalFilename();
        var preview = imports.preview(file.getBytes(), name == null ? "" : name, account(), scope());
        return preview.possible()
                ? new ModelAndView("redirect:/organization/import/" + preview.id())
                : page(preview, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return page(
                imports.find(id, account(), scope()).orElseThrow(() -> new NotFound("import " + id)), HttpStatus.OK);
    }

    @PostMapping("/{id}/application")
    String apply(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            var done = imports.apply(id, account(), scope());
            Flash.success(redirect, "organization.import.done", done.newRows(), done.changedRows());
            return "redirect:/organization/import";
        } catch (ImportRefused refused) {
            Flash.notice(redirect, refused.messageKey());
            return imports.find(id, account(), scope()).isPresent()
                    ? "redirect:/organization/import/" + id
                    : "redirect:/organization/import";
        }
    }

    private ModelAndView page(ImportPreview preview, HttpStatus status) {
        return new ModelAndView("organization/preview", status)
                .addObject("preview", preview)
                .addObject("page", PreviewPage.of(preview));
    }

    private UUID account() {
        return users.current().accountId();
    }

    /** What the person may import; refuses who may import nothing. */
    private ImportScope scope() {
        if (access.mayAdminister()) {
            return ImportScope.EVERYTHING;
        }
        var roots = access.scopes(Permission.ORGANIZATION_IMPORT);
        if (roots.isEmpty()) {
            throw new AccessRefused(Permission.ORGANIZATION_IMPORT + " nowhere");
        }
        return ImportScope.of(roots, access.scopes(Permission.SYSTEM_ADMINISTER).containsAll(roots));
    }
}
