/**
 * The papers of an admission by code, and the page of its case. Which papers a case needs follows from its rules, its
 * route and what was done at its steps, so the list stands from the day the case is opened and changes with it; stored is
 * only what people do with a paper: hand it in, scan it, look at it, return it, waive it ({@code admission.dossier_act}).
 */
@NullMarked
package vn.chibo.admission.dossier;

import org.jspecify.annotations.NullMarked;
