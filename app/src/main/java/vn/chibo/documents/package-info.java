/**
 * Stored files: scans and papers people upload. Says what a file is, keeps it outside the web root and records who opened
 * it. Who may store and open is decided by the area a file belongs to, and so are versions of one paper: here each
 * file is a document of its own that never changes.
 */
@ApplicationModule(allowedDependencies = {"organization", "identity", "shared"})
@NullMarked
package vn.chibo.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
