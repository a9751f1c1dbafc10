package vn.chibo.meetings.process;

import vn.chibo.engine.JobType;
import vn.chibo.engine.ProcessId;

/** The names shared with {@code open-month.bpmn}; {@code OpenMonthModelTest} compares both sides. */
public final class OpenMonthProcess {

    public static final ProcessId ID = new ProcessId("open-month");
    public static final JobType OPEN_MONTH = new JobType("meetings.openMonth");

    private OpenMonthProcess() {}
}
