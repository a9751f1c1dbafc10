package vn.chibo.faults;

import java.net.URI;
import java.util.Map;
import vn.chibo.month.Browser;
import vn.chibo.month.Person;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;
import vn.chibo.organization.workbook.MadeUpDistrict.Officer;

/** The administrator of a fresh installation reads in a made-up district and gives its people their accounts. */
final class DistrictAccounts {

    private static final String CHOSEN_PASSWORD = "dao-tri-2027";

    private final URI address;
    private final Tally tally;
    private final Person administrator;

    DistrictAccounts(URI address, Person administrator, Tally tally) {
        this.address = address;
        this.tally = tally;
        this.administrator = administrator;
    }

    /** The one account there is at first; a password of its own is chosen at the first sign-in. */
    static Person administrator(URI address, String firstPassword, Tally tally) {
        return new Person(address, "quantri", firstPassword, CHOSEN_PASSWORD, tally);
    }

    /** At another browser, after the first sign-in. */
    static Person administratorAgain(URI address, Tally tally) {
        return new Person(address, "quantri", CHOSEN_PASSWORD, null, tally);
    }

    void read(MadeUpDistrict district) {
        administrator.open("/");
        var asked = administrator.open("/organization/import");
        var preview = administrator.upload(
                asked, asked.form("/organization/import"), "file", "to-chuc.xlsx", district.workbook());
        if (preview.status() != 200) {
            throw new AssertionError("The workbook is refused: " + preview);
        }
        administrator.send(preview, preview.form("/application"), Map.of());
    }

    /** Somebody with a new account; a password of their own is chosen at the first sign-in. */
    Person of(Officer officer) {
        var page = administrator.open("/admin/accounts?search=" + officer.account());
        var form = page.document().selectFirst("form:has([data-test=create])");
        var made = administrator.send(
                page, form, Browser.fields("username", officer.account(), "memberCode", officer.memberCode()));
        var password = made.document()
                .select("[data-test=new-password] .govuk-heading-m")
                .text();
        return new Person(address, officer.account(), password, "mat-khau-2027", tally);
    }
}
