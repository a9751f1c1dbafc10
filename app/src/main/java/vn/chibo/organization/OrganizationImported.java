package vn.chibo.organization;

import java.util.UUID;

/** Organisations, members or offices were imported and are visible now. */
public record OrganizationImported(UUID importId, int newRows, int changedRows) {}
