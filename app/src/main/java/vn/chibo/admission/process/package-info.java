/** Engine side of admissions: names of the models, workers of their service tasks, their tasks in the task list. */
@NullMarked
package vn.chibo.admission.process;

import org.jspecify.annotations.NullMarked;
