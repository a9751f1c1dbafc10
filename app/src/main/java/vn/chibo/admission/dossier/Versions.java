package vn.chibo.admission.dossier;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionId;
import vn.chibo.documents.DocumentId;
import vn.chibo.documents.DocumentKind;
import vn.chibo.documents.Documents;
import vn.chibo.documents.StoredDocument;
import vn.chibo.documents.StoredDocument.ScanResult;
import vn.chibo.identity.Users;
import vn.chibo.shared.DomainTime;

/** The uploaded versions of a paper as pages list them. */
@Component
@Transactional(readOnly = true)
public class Versions {

    private final Dossier dossier;
    private final Documents documents;
    private final Users users;

    Versions(Dossier dossier, Documents documents, Users users) {
        this.dossier = dossier;
        this.documents = documents;
        this.users = users;
    }

    /**
     * One scan. Its name is not shown: it may say what the paper must not.
     *
     * @param scanned whether a virus scanner found nothing
     */
    public record Version(
            DocumentId document,
            int number,
            DocumentKind kind,
            long kilobytes,
            ZonedDateTime at,
            String by,
            boolean scanned) {}

    /** The photos of the signed sheet of one ballot of the cell. */
    public List<Version> ofSheet(AdmissionId id, int ballot) {
        return of(dossier.sheets(id, ballot));
    }

    /** Newest first, as {@code scans} are. */
    List<Version> of(List<ItemAct> scans) {
        var names = new HashMap<UUID, String>();
        var stored = documents
                .find(scans.stream()
                        .map(ItemAct::document)
                        .filter(Objects::nonNull)
                        .toList())
                .stream()
                .collect(Collectors.toMap(StoredDocument::id, Function.identity()));
        var versions = new ArrayList<Version>();
        for (var i = 0; i < scans.size(); i++) {
            var scan = scans.get(i);
            var document = stored.get(scan.document());
            if (document != null) {
                versions.add(new Version(
                        document.id(),
                        scans.size() - i,
                        document.kind(),
                        Math.max(1, document.size() / 1024),
                        scan.at().atZone(DomainTime.ZONE),
                        names.computeIfAbsent(
                                scan.account(), account -> users.nameOf(account).orElse("–")),
                        document.scan() == ScanResult.CLEAN));
            }
        }
        return versions;
    }
}
