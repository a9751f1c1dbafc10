-- Warnings of clocks that run out, each given once: for one of the days the clock warns, about one date.
create table admission.clock_warning (
    case_id    uuid not null references admission.admission_case,
    step       text not null,
    due_on     date not null,
    warned_for date not null,      -- the day on which the warning was due
    primary key (case_id, step, due_on, warned_for)
);
