-- Work the engine waits for a worker to do: few rows at any time, looked at every half minute for those nobody does.
create index element_instance_active_work on engine.element_instance (started_at)
    where state = 'ACTIVE' and element_type in ('SERVICE_TASK', 'SEND_TASK', 'SCRIPT_TASK', 'BUSINESS_RULE_TASK');
create index user_task_open_by_age on engine.user_task (created_at) where state = 'OPEN';
