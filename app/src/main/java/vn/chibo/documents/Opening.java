package vn.chibo.documents;

import java.time.Instant;
import java.util.UUID;

/** Somebody opened a document. */
public record Opening(DocumentId document, UUID account, Instant at) {}
