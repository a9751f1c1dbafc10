package vn.chibo.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The plain way of one cell through a month as {@code processes/meetings} models it, told once, as BPMN for engines that
 * run embedded. What counts is the same: service tasks, people's tasks with a due date, timers that wait beside them and are
 * cancelled, a sub-process with two boundary timers, the called sitting, both parallel pairs, gateways that decide by a
 * variable. The two decision tables are gateways here.
 */
final class MonthModel {

    static final String MONTH = "month";
    static final String SITTING = "sitting";
    private static final String BOUNDARY_DATE = "${later}";

    private final String extensions;
    private final String serviceTask;
    private final StringBuilder xml = new StringBuilder();
    private int flows;

    /**
     * @param extensions name space of the dialect, bound to the prefix {@code x}
     * @param serviceTask attribute by which a service task names the bean that does its work
     */
    private MonthModel(String extensions, String serviceTask) {
        this.extensions = extensions;
        this.serviceTask = serviceTask;
    }

    static MonthModel forCamunda7() {
        return new MonthModel("http://camunda.org/schema/1.0/bpmn", "x:delegateExpression=\"${work}\"");
    }

    static MonthModel forFlowable() {
        return new MonthModel("http://flowable.org/bpmn", "x:delegateExpression=\"${work}\"");
    }

    /** Both processes of a month. */
    String xml() {
        xml.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="%s" targetNamespace="http://chibo.vn">
                """.formatted(extensions));
        month();
        sitting();
        return xml.append("</definitions>").toString();
    }

    private void month() {
        process(MONTH);
        var end = chain(
                start("Opened"),
                service("ClaimCase"),
                decision("CaseClaimed", "claimed"),
                untilSitting(),
                call(),
                decision("Outcome", "held"),
                service("SetReportingDeadlines"));
        var fork = gateway("parallelGateway", "AfterMeeting");
        var join = gateway("parallelGateway", "ReportsDone");
        flow(end, fork);
        flow(fork, userTask("SignMinutes"));
        var reported = userTask("PublishAndReport");
        timerBeside(reported, false);
        flow(chainFrom("SignMinutes", userTask("SignAndIssue"), reported), join);
        var visit = userTask("ReportVisit");
        timerBeside(visit, true);
        flow(chainFrom(decisionFrom(fork, "HasAssignedMember", "hasAssignedMember"), visit), join);
        var verify = userTask("VerifyScore");
        timerBeside(verify, false);
        chain(
                join,
                verify,
                decision("ScoreAccepted", "scoreAccepted"),
                grade("VerifiedGrade"),
                service("CloseMonth"),
                end("Verified"));
        xml.append("</process>");
    }

    private String untilSitting() {
        xml.append("<subProcess id=\"UntilSitting\">");
        var register = userTask("RegisterDate");
        timerBeside(register, false);
        var first = chain(
                start("UntilSittingStarts"),
                decision("DateProposed", "dateNeeded"),
                register,
                userTask("ApproveDate"),
                decision("DateApproved", "dateApproved"),
                service("SetSchedule"));
        xml.append("<subProcess id=\"Prepare\">");
        var fork = gateway("parallelGateway", "NoticeAndPapers");
        var join = gateway("parallelGateway", "NoticeAndPapersDone");
        chain(
                start("PrepareStarts"),
                decision("Prepared", "toPrepare"),
                userTask("AssignDrafting"),
                decision("HasCommittee", "hasCommittee"),
                userTask("HoldPreMeeting"),
                fork);
        flow(fork, userTask("SendNotice"));
        flow(fork, userTask("UploadPapers"));
        flow("SendNotice", join);
        flow("UploadPapers", join);
        flow(join, end("PrepareEnds"));
        xml.append("</subProcess>");
        flow(first, "Prepare");
        timerBeside("Prepare", true);
        chainFrom("Prepare", service("PrepareSitting"), end("UntilSittingEnds"));
        xml.append("</subProcess>");
        timerBeside("UntilSitting", true);
        return "UntilSitting";
    }

    private void sitting() {
        process(SITTING);
        var open = userTask("OpenSitting");
        timerBeside(open, true);
        var opened = chain(start("SittingReady"), open, decision("ConsentNeeded", "consented"));
        xml.append("<subProcess id=\"Sitting\">");
        chain(
                start("SittingOpened"),
                userTask("RollCall"),
                decision("Quorum", "quorumReached"),
                decision("MayDecide", "mayDecide"),
                userTask("ConductAgenda"),
                decision("MayVote", "mayDecide"),
                userTask("VoteResolution"),
                decision("ResolutionResult", "passed"),
                userTask("ScoreMeeting"),
                grade("SelfGrade"),
                userTask("AdoptMinutes"),
                service("CloseSitting"),
                end("Held"));
        xml.append("</subProcess>");
        timerBeside("Sitting", false);
        flow(opened, "Sitting");
        flow("Sitting", end("SittingOver"));
        xml.append("</process>");
    }

    private void process(String id) {
        xml.append("<process id=\"%s\" isExecutable=\"true\">".formatted(id));
    }

    private String start(String id) {
        return element("<startEvent id=\"%s\"/>", id);
    }

    private String end(String id) {
        return element("<endEvent id=\"%s\"/>", id);
    }

    private String gateway(String kind, String id) {
        return element("<" + kind + " id=\"%s\"/>", id);
    }

    private String service(String id) {
        return element("<serviceTask id=\"%s\" " + serviceTask + "/>", id);
    }

    private String userTask(String id) {
        return element(
                "<userTask id=\"%s\" x:candidateGroups=\"cell-secretary@CB-1,cell-deputy-secretary@CB-1\""
                        + " x:dueDate=\"${due}\"/>",
                id);
    }

    private String call() {
        var variables = new ArrayList<String>();
        for (var name : List.of("caseId", "due", "later", "consented")) {
            variables.add("<x:in source=\"%1$s\" target=\"%1$s\"/>".formatted(name));
        }
        return element(
                "<callActivity id=\"%s\" calledElement=\"" + SITTING + "\"><extensionElements>"
                        + String.join("", variables)
                        + "<x:out source=\"held\" target=\"held\"/></extensionElements></callActivity>",
                "HoldSession");
    }

    private String element(String form, String id) {
        xml.append(form.formatted(id));
        return id;
    }

    /** A gateway that goes on when a variable is true, and else ends. */
    private String decision(String id, String variable) {
        xml.append("<exclusiveGateway id=\"%s\" default=\"%s_else\"/>".formatted(id, id));
        xml.append("<endEvent id=\"%s_end\"/>".formatted(id));
        xml.append("<sequenceFlow id=\"%1$s_else\" sourceRef=\"%1$s\" targetRef=\"%1$s_end\"/>".formatted(id));
        return id + "?" + variable;
    }

    private String decisionFrom(String before, String id, String variable) {
        var decision = decision(id, variable);
        flow(before, decision);
        return decision;
    }

    /** As a decision table with four rows, whose first one fits. */
    private String grade(String id) {
        xml.append("<exclusiveGateway id=\"%s\" default=\"%s_else\"/>".formatted(id, id));
        xml.append("<endEvent id=\"%s_end\"/>".formatted(id));
        xml.append("<sequenceFlow id=\"%1$s_else\" sourceRef=\"%1$s\" targetRef=\"%1$s_end\"/>".formatted(id));
        return id + "?points >= 90";
    }

    /** A timer that is set, and cancelled when the element beside it ends in time. */
    private void timerBeside(String id, boolean interrupting) {
        xml.append("""
                <boundaryEvent id="%1$s_timer" attachedToRef="%1$s" cancelActivity="%2$s">
                  <timerEventDefinition><timeDate>%3$s</timeDate></timerEventDefinition>
                </boundaryEvent>
                <endEvent id="%1$s_late"/>
                <sequenceFlow id="%1$s_timerFlow" sourceRef="%1$s_timer" targetRef="%1$s_late"/>
                """.formatted(id, interrupting, BOUNDARY_DATE));
    }

    private String chain(String... elements) {
        for (var at = 1; at < elements.length; at++) {
            flow(elements[at - 1], elements[at]);
        }
        return elements[elements.length - 1];
    }

    private String chainFrom(String first, String... rest) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return chain(all.toArray(String[]::new));
    }

    private void flow(String from, String to) {
        var source = from.split("\\?");
        var condition = source.length == 1
                ? ""
                : "<conditionExpression xsi:type=\"tFormalExpression\"><![CDATA[${" + source[1]
                        + "}]]></conditionExpression>";
        xml.append("<sequenceFlow id=\"flow%d\" sourceRef=\"%s\" targetRef=\"%s\">%s</sequenceFlow>"
                .formatted(++flows, source[0], to.split("\\?")[0], condition));
    }
}
