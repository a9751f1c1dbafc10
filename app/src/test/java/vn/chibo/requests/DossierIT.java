package vn.chibo.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.CellVotes;
import vn.chibo.requests.Client.Answer;

/** The page of a case and its papers, over HTTP as people of the sample commune use them. */
class DossierIT extends WholeCommune {

    private static final String CELL = "MAU-CB12";
    private static final byte[] PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".getBytes(ISO_8859_1);

    @Autowired
    private CellVotes votes;

    private Client secretary;
    private Client office;
    private String page;

    @BeforeEach
    void aCase() {
        jdbc.sql("truncate admission.admission_case cascade").update();
        jdbc.sql("delete from admission.course_place").update();
        jdbc.sql("delete from admission.course").update();
        jdbc.sql("delete from admission.prospect").update();
        jdbc.sql("delete from admission.source_plan").update();
        jdbc.sql("delete from inbox.draft").update();
        secretary = as("bithu.cb12");
        office = as("vanphong");
        var sourcing = new Sourcing(this, CELL);
        page = Sourcing.openCase(this, CELL, sourcing.course(), sourcing.prospect());
    }

    @Test
    void thePageSaysWhoItIsAboutWhereTheFileIsWhatComesNextAndWhoHoldsThePen() {
        for (var who : List.of("bithu.cb12", "vanphong", "giamsat")) {
            var answer = as(who).get(page);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page().select("[data-test=candidate]").text()).isEqualTo("Ngô Thị Nguồn cb12");
            assertThat(answer.page().select("[data-test=where]").text()).contains("0 ngày (từ 13/11/2026)");
            assertThat(answer.page().select("[data-test=next-step]").text()).contains("Nộp đơn xin vào Đảng");
            assertThat(answer.page().select("[data-test=sponsor]")).hasSize(1);
            assertThat(answer.page().select("[data-test=clock]").text()).contains("20/10/2031", "ngày làm việc");
            assertThat(answer.text()).doesNotContain("admission.", "??");
        }
        var english = secretary.get(page + "?lang=en").text();
        secretary.get(page + "?lang=vi");
        assertThat(english).contains("Ngô Thị Nguồn cb12").doesNotContain("admission.", "??");
    }

    @Test
    void theOpenTaskSaysWhoHoldsThePenAndLeadsThoseWhoMayDoIt() {
        var id = page.substring(page.lastIndexOf('/') + 1);
        jdbc.sql("delete from engine.user_task where key = 7201").update();
        task(7201, "/meetings/" + id, "UserTask_CheckDossier", "cell-secretary@" + CELL);
        jdbc.sql("update engine.user_task set process_id = 'admission' where key = 7201")
                .update();

        assertThat(office.get(page).page().select("[data-test=next-step]").text())
                .contains("Bí thư chi bộ", "từ 12/11/2026");
        assertThat(office.get(page).page().select("[data-test=next-step] a")).isEmpty();
        assertThat(secretary.get(page).page().select("[data-test=next-step] a").attr("href"))
                .isEqualTo("/tasks/7201");
        assertThat(secretary.get("/inbox").text()).contains("Ngô Thị Nguồn cb12");
        var opened = secretary.get("/tasks/7201").page();
        assertThat(opened.text()).contains("Ngô Thị Nguồn cb12");
        assertThat(opened.select("[data-test=case-page]").attr("href")).isEqualTo(page);
        jdbc.sql("delete from engine.user_task where key = 7201").update();
    }

    @Test
    void scansAreKeptInAllVersionsAndHandedOutAsFiles() {
        assertThat(upload("KND_1", "don.pdf", PDF).status()).isEqualTo(302);
        assertThat(upload("KND_1", "don.png", picture()).status()).isEqualTo(302);

        var item = secretary.get(item("KND_1"));
        assertThat(status(item)).isEqualTo("UPLOADED");
        var links = item.page().select("[data-test=version] a").eachAttr("href");
        assertThat(links).hasSize(2);
        var newest = secretary.raw(links.getFirst());
        assertThat(newest.statusCode()).isEqualTo(200);
        assertThat(newest.body()).isEqualTo(picture());
        assertThat(newest.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(newest.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(newest.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(secretary.raw(links.get(1)).body()).isEqualTo(PDF);
    }

    @Test
    void badFilesAreRefusedWithTheReasonAndNothingIsKept() {
        refused(upload("KND_1", "don.pdf", picture()), "nội dung");
        refused(upload("KND_1", "don.exe", PDF), "Chỉ nhận tệp");
        refused(upload("KND_1", "don.docx", PDF), "Chỉ nhận bản chụp");
        refused(upload("KND_1", "don.pdf", "<html>%PDF</html>".getBytes(ISO_8859_1)), "Nội dung tệp");
        refused(upload("KND_1", "don.pdf", new byte[0]), "Tệp rỗng");
        var nothing = secretary.post(item("KND_1") + "/versions", fields());
        refused(nothing, "Chưa chọn tệp");
        assertThat(nothing.page().select("#file-error").text()).contains("Chưa chọn tệp");
        assertThat(upload("KND_1", "don.pdf", new byte[11 * 1024 * 1024]).status())
                .isEqualTo(413);

        assertThat(secretary.get(item("KND_1")).page().select("[data-test=version]"))
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from admission.dossier_act")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void oneReturnedPaperLeavesTheOthersWhereTheyAre() {
        upload("KND_1", "don.pdf", PDF);
        upload("KND_5", "yk.pdf", PDF);
        assertThat(review(secretary, "KND_5", "acceptance", "").status()).isEqualTo(302);
        refused(review(office, "KND_1", "return", " "), "Hãy ghi lý do");

        assertThat(review(office, "KND_1", "return", "Thiếu chữ ký <b>").status())
                .isEqualTo(302);

        var shown = secretary.get(page).page();
        assertThat(shown.select("[data-item=KND_1] [data-test=item-status]").attr("data-status"))
                .isEqualTo("NEEDS_SUPPLEMENT");
        assertThat(shown.select("[data-item=KND_1] [data-test=item-reason]").text())
                .isEqualTo("Thiếu chữ ký <b>");
        assertThat(shown.select("[data-item=KND_1]").text()).contains("ở người phải nộp");
        assertThat(shown.select("[data-item=KND_5] [data-test=item-status]").attr("data-status"))
                .isEqualTo("VALID");
        assertThat(shown.select("[data-item=KND_5]").text()).contains("trong hồ sơ");
        upload("KND_1", "don2.pdf", PDF);
        assertThat(status(secretary.get(item("KND_1")))).isEqualTo("UPLOADED");
        assertThat(secretary.get(item("KND_1")).page().select("[data-test=version]"))
                .hasSize(2);
    }

    @Test
    void whoReviewsWhatHasChangedSinceIsToldAndLosesNothing() {
        upload("KND_1", "don.pdf", PDF);
        var seen = seen(office.get(item("KND_1")));
        upload("KND_1", "don2.pdf", PDF);

        var late = office.post(item("KND_1") + "/return", fields("reason", "Thiếu trang 2", "seen", seen));

        refused(late, "vừa cập nhật");
        assertThat(late.page().select("#reason").text()).isEqualTo("Thiếu trang 2");
        assertThat(secretary.get(item("KND_1")).page().select("[data-test=version]"))
                .hasSize(2);
        assertThat(status(secretary.get(item("KND_1")))).isEqualTo("UPLOADED");
    }

    @Test
    void aWaiverNeedsAReasonAndOnlySomePapersMayBeWaived() {
        refused(review(secretary, "RESIDENCE_OPINION", "waiver", ""), "Hãy ghi lý do");
        refused(review(secretary, "KND_1", "waiver", "Không có"), "không miễn được");

        assertThat(review(secretary, "RESIDENCE_OPINION", "waiver", "Đi biển dài ngày")
                        .status())
                .isEqualTo(302);

        var item = secretary.get(item("RESIDENCE_OPINION"));
        assertThat(status(item)).isEqualTo("NOT_APPLICABLE");
        assertThat(item.text()).contains("Đi biển dài ngày");
        secretary.post(item("RESIDENCE_OPINION") + "/requirement", fields());
        assertThat(status(secretary.get(item("RESIDENCE_OPINION")))).isEqualTo("NOT_STARTED");
    }

    @Test
    void anExpiredCertificateShowsAndCannotBeFoundInOrder() {
        upload("CN_NTVD", "gcn.pdf", PDF);
        assertThat(review(secretary, "CN_NTVD", "acceptance", "").status()).isEqualTo(302);
        assertThat(status(secretary.get(item("CN_NTVD")))).isEqualTo("VALID");

        // the last good day was yesterday
        jdbc.sql("update admission.admission_case set certificate_issued_on = date '2021-11-12'")
                .update();

        var shown = secretary.get(page);
        assertThat(shown.page()
                        .select("[data-item=CN_NTVD] [data-test=expired]")
                        .text())
                .contains("12/11/2026");
        assertThat(status(secretary.get(item("CN_NTVD")))).isEqualTo("NEEDS_SUPPLEMENT");
        assertThat(shown.page().select("[data-test=missing]").text()).contains("iấy chứng nhận");
        refused(review(secretary, "CN_NTVD", "acceptance", ""), "hết giá trị");
    }

    @Test
    void openingsAreRecordedOncePerPersonAndDayAndShownToTheCell() {
        upload("KND_2", "ly lich.pdf", PDF);
        office.get(page);
        office.get(page);
        office.raw(secretary
                .get(item("KND_2"))
                .page()
                .select("[data-test=version] a")
                .attr("href"));

        var openings = secretary.get(page).page().select("[data-test=opening]").eachText();

        assertThat(openings).hasSize(3); // the office's page and download, and the secretary's own page
        assertThat(openings).anyMatch(line -> line.contains("Lý lịch của người xin vào Đảng"));
        assertThat(office.get(page).page().select("[data-test=openings]")).isEmpty();
        assertThat(jdbc.sql("select distinct opened_at = timestamptz '2026-11-13 13:00Z' from admission.case_opening")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    @Test
    void aSealedPaperIsOpenedOnlyByThoseWhoWorkWithIt() {
        upload("KND_2", "ly lich.pdf", PDF);
        var link = secretary
                .get(item("KND_2"))
                .page()
                .select("[data-test=version] a")
                .attr("href");

        assertThat(as("giamsat").get(item("KND_2")).status()).isEqualTo(200);
        assertThat(as("giamsat").get(item("KND_2")).page().select("[data-test=version] a"))
                .isEmpty();
        assertThat(as("giamsat").raw(link).statusCode()).isEqualTo(403);
        assertThat(office.raw(link).statusCode()).isEqualTo(200);
        assertThat(secretary.get(page).text()).doesNotContain("ly lich.pdf");
    }

    @Test
    void neighboursGetNothingByPageItemFileOrKey() {
        upload("KND_1", "don.pdf", PDF);
        var link = secretary
                .get(item("KND_1"))
                .page()
                .select("[data-test=version] a")
                .attr("href");
        var document = link.substring(link.lastIndexOf('/') + 1);
        var neighbour = as("bithu.cb13");
        var sourcing = new Sourcing(this, "MAU-CB13");
        var own = Sourcing.openCase(this, "MAU-CB13", sourcing.course(), sourcing.prospect());

        assertThat(neighbour.get(page).status()).isEqualTo(403);
        assertThat(neighbour.get(item("KND_1")).status()).isEqualTo(403);
        assertThat(neighbour.raw(link).statusCode()).isEqualTo(403);
        assertThat(neighbour
                        .post(item("KND_1") + "/waiver", fields("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(neighbour.upload(item("KND_1") + "/versions", "a.pdf", PDF).status())
                .isEqualTo(403);
        assertThat(neighbour.raw(own + "/items/KND_1/versions/" + document).statusCode())
                .as("the file under a case of their own")
                .isEqualTo(404);
        assertThat(secretary.raw(item("KND_5") + "/versions/" + document).statusCode())
                .as("under another paper")
                .isEqualTo(404);
        assertThat(neighbour.get("/admission/cases/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void theSignedSheetBelongsToItsBallot() {
        var number = votes.request(new AdmissionId(UUID.fromString(page.substring(page.lastIndexOf('/') + 1))));
        var ballot = page + "/ballots/" + number;
        refused(secretary.upload(ballot + "/sheets", "phieu.jpg", PDF), "nội dung");

        assertThat(secretary.upload(ballot + "/sheets", "phieu.png", picture()).status())
                .isEqualTo(302);

        assertThat(secretary.get(ballot).page().select("[data-test=sheets] [data-test=version] a"))
                .hasSize(1);
        var link = office.get(page)
                .page()
                .select("[data-test=ballot] [data-test=version] a")
                .attr("href");
        assertThat(office.raw(link).body()).isEqualTo(picture());
        assertThat(status(secretary.get(item("BALLOT_SHEET")))).isEqualTo("UPLOADED");
        assertThat(as("bithu.cb13")
                        .upload(ballot + "/sheets", "phieu.png", picture())
                        .status())
                .isEqualTo(403);
    }

    private String item(String code) {
        return page + "/items/" + code;
    }

    private Answer upload(String code, String name, byte[] file) {
        return secretary.upload(item(code) + "/versions", name, file);
    }

    private Answer review(Client who, String code, String act, String reason) {
        return who.post(item(code) + "/" + act, fields("reason", reason, "seen", seen(who.get(item(code)))));
    }

    private static String seen(Answer item) {
        var field = item.page().selectFirst("input[name=seen]");
        return field == null ? "0" : field.val();
    }

    private static String status(Answer item) {
        return item.page().select("[data-test=item-status]").attr("data-status");
    }

    private static void refused(Answer answer, String why) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains(why);
    }

    private static byte[] picture() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
