-- Who allowed the one extension of a decision's time (A19); null where the actor did so at the review of a delay.
alter table admission.clock_move
    add column approver text check (approver <> '' and length(approver) <= 200);
