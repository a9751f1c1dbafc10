package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import java.util.stream.Stream;

/**
 * User tasks and who may take them. Every event carries the whole task, so one upsert serves all of them.
 *
 * <p>Candidates stay while the task is open, also once someone has it: colleagues see that it is being done.
 */
final class UserTaskHandler implements RecordHandler<UserTaskRecordValue> {

    private static final String[] NOBODY = {};

    @Override
    public ValueType valueType() {
        return ValueType.USER_TASK;
    }

    @Override
    public boolean wants(Intent intent) {
        return intent instanceof UserTaskIntent known
                && switch (known) {
                    case CREATED, ASSIGNED, UPDATED, MIGRATED, COMPLETED, CANCELED -> true;
                    default -> false;
                };
    }

    @Override
    public void handle(Record<UserTaskRecordValue> record, Rows rows) {
        var task = record.getValue();
        var state = state(record.getIntent());
        var open = state.equals("OPEN");
        var time = EngineValues.time(record.getTimestamp());
        var due = EngineValues.date(task.getDueDate());
        rows.add(
                Write.USER_TASK,
                task.getUserTaskKey(),
                task.getProcessDefinitionKey(),
                task.getBpmnProcessId(),
                task.getElementId(),
                task.getElementInstanceKey(),
                EngineValues.textOrNull(task.getAssignee()),
                due,
                EngineValues.date(task.getFollowUpDate()),
                task.getPriority(),
                EngineValues.key(task.getFormKey()),
                state,
                time,
                open ? null : time,
                EngineValues.json(task.getCustomHeaders()),
                task.getProcessInstanceKey());
        rows.add(Write.CANDIDATES, task.getUserTaskKey(), due, open ? candidates(task) : NOBODY, task.getUserTaskKey());
    }

    /** What the task was completed with travels in its record, though none of it is stored. */
    @Override
    public long weight(UserTaskRecordValue task) {
        var variables = task.getVariables();
        return variables.isEmpty() ? 0 : variables.toString().length();
    }

    private static String state(Intent intent) {
        return switch ((UserTaskIntent) intent) {
            case COMPLETED -> "COMPLETED";
            case CANCELED -> "CANCELED";
            default -> "OPEN";
        };
    }

    private static String[] candidates(UserTaskRecordValue task) {
        var users = task.getCandidateUsersList().stream().map(user -> "user:" + user);
        return Stream.concat(task.getCandidateGroupsList().stream(), users).toArray(String[]::new);
    }
}
