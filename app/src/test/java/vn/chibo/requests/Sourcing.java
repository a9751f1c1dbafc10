package vn.chibo.requests;

import static vn.chibo.requests.Client.fields;

import java.util.Map;

/** One person on a cell's prospective list, sent to a course of the commune, through the forms people use. */
final class Sourcing {

    private final String prospect;
    private final String course;

    Sourcing(WholeCommune commune, String cell) {
        var letters = cell.substring(cell.indexOf('-') + 1).toLowerCase();
        var unit = commune.unit(cell);
        var secretary = commune.as("bithu." + letters);
        var office = commune.as("vanphong");
        prospect = id(secretary.post("/admission/cells/" + unit + "/prospects", person("Ngô Thị Nguồn " + letters)));
        course = id(office.post("/admission/courses", course(commune.unit("MAU").toString(), "15-QĐ/ĐU " + letters)));
        office.post("/admission/courses/" + course + "/places", fields("prospect", prospect));
        var plan = secretary.post(
                "/admission/units/" + unit + "/plans/2026",
                fields(
                        "total",
                        "2",
                        "women",
                        "1",
                        "minority",
                        "0",
                        "youth",
                        "1",
                        "reference",
                        "02-NQ/CB",
                        "version",
                        "-1"));
        if (plan.status() != 302) {
            throw new AssertionError(plan.text());
        }
    }

    /** The course is done and the cell names a sponsor: the address of the case. */
    static String openCase(WholeCommune commune, String cell, String course, String prospect) {
        var letters = cell.substring(cell.indexOf('-') + 1).toLowerCase();
        var certified = commune.as("vanphong")
                .post(
                        "/admission/courses/" + course + "/places/" + prospect + "/certificate",
                        fields("number", "12", "issuedOn", "20/10/2026"));
        if (certified.status() != 302) {
            throw new AssertionError(certified.text());
        }
        return "/admission/cases/"
                + id(commune.as("bithu." + letters)
                        .post(
                                "/admission/prospects/" + prospect + "/case",
                                fields(
                                        "sponsor",
                                        commune.members(cell).getFirst().toString(),
                                        "togetherSince",
                                        "01/03/2024")));
    }

    String prospect() {
        return prospect;
    }

    String course() {
        return course;
    }

    /** A person as the form sends one. */
    static Map<String, String> person(String name) {
        return fields(
                "fullName", name,
                "sex", "FEMALE",
                "birthDate", "05/11/2001",
                "_ethnicMinority", "on",
                "unionMember", "true",
                "education", "UPPER_SECONDARY",
                "sector", "FARMER",
                "placeType", "VILLAGE",
                "local", "true",
                "introducedBy", "YOUTH_UNION",
                "watchSince", "01/03/2026",
                "resolutionNumber", "05-NQ/CB",
                "resolutionDate", "03/03/2026",
                "version", "0");
    }

    static Map<String, String> course(String committee, String decision) {
        return fields(
                "committee", committee,
                "decisionNumber", decision,
                "decisionDate", "01/10/2026",
                "startsOn", "12/10/2026",
                "endsOn", "16/10/2026",
                "place", "Trung tâm chính trị");
    }

    static String id(Client.Answer answer) {
        if (answer.status() != 302) {
            throw new AssertionError(answer.text());
        }
        return answer.location().substring(answer.location().lastIndexOf('/') + 1);
    }
}
